import { describePages } from './sound.ts';

describePages('light');
