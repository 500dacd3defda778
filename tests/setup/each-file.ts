import fc from 'fast-check';
import { propertiesOf, USUAL_RUNS } from './properties.ts';

const { seed, times } = propertiesOf(process.env);
fc.configureGlobal({ seed, numRuns: USUAL_RUNS * times });
