import { censusPopulation } from './indicators/census-population.ts';
import { dataCenterTracker } from './actions/data-center-tracker.ts';
import { eia861m } from './indicators/eia-861m.ts';
import { eia } from './indicators/eia.ts';
import { epoch } from './prices/epoch.ts';
import { fred } from './indicators/fred.ts';
import { fredAreas } from './indicators/fred-areas.ts';
import { genaiPrices } from './prices/genai-prices.ts';
import { modelsDev } from './prices/models-dev.ts';
import { moratoriumLegislation } from './actions/moratorium-legislation.ts';
import { moratoriumNation } from './actions/moratorium-nation.ts';
import { moratoriumSweeps } from './actions/moratorium-sweeps.ts';
import { sec } from './indicators/sec.ts';
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
	fredAreas,
	sec,
	modelsDev,
	censusPopulation,
	moratoriumLegislation,
	moratoriumSweeps
];
