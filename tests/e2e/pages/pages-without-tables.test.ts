import { PAGES, REFUSALS, WITH_TABLE } from '../pages.ts';
import { describePages } from '../setup/sound.ts';

const others = PAGES.filter((path) => !WITH_TABLE.includes(path));

describePages([...others.map((path) => ({ path, status: 200 })), ...REFUSALS]);
