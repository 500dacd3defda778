import { censusPopulation } from './census-population.ts';
import { dataCenterTracker } from './data-center-tracker.ts';
import { eia861m } from './eia-861m.ts';
import { eia } from './eia.ts';
import { epoch } from './epoch.ts';
import { fred } from './fred.ts';
import { genaiPrices } from './genai-prices.ts';
import { modelsDev } from './models-dev.ts';
import { moratoriumLegislation } from './moratorium-legislation.ts';
import { moratoriumNation } from './moratorium-nation.ts';
import { moratoriumSweeps } from './moratorium-sweeps.ts';
import { sec } from './sec.ts';
import type { Upstream } from './upstream.ts';

/** Every upstream there is. */
export const upstreams: readonly Upstream[] = [
	genaiPrices,
	epoch,
	moratoriumNation,
	dataCenterTracker,
	eia861m,
	eia,
	fred,
	sec,
	modelsDev,
	censusPopulation,
	moratoriumLegislation,
	moratoriumSweeps
];
