import { WITH_TABLE } from '../pages.ts';
import { describePages } from '../setup/sound.ts';

describePages(WITH_TABLE.map((path) => ({ path, status: 200 })));
