import type { Tool } from '../tool.ts';
import { actionsTool } from './actions.ts';
import { compareTool } from './compare.ts';
import { estimateTool } from './estimate.ts';
import { findPlace } from './find-place.ts';
import { inForceTool } from './in-force.ts';
import { indicatorTool } from './indicator.ts';
import { modelPricesTool } from './model-prices.ts';
import { pollsTool } from './polls.ts';
import { screenSites } from './screen-sites.ts';
import { whatChanged } from './what-changed.ts';

/** Every question an assistant can ask, in the order in which they are listed. */
export const TOOLS: readonly Tool[] = [
	findPlace,
	inForceTool,
	actionsTool,
	pollsTool,
	estimateTool,
	indicatorTool,
	modelPricesTool,
	compareTool,
	screenSites,
	whatChanged
];
