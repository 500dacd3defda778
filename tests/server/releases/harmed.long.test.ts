import { harmedRelease } from './harmed.ts';

harmedRelease(['cut', 'emptied', 'removed']);
