/** What the gap between open and closed weights is, for its table and its page. */
export const OPEN_GAP_DEFINITION =
	'The lowest list price of a model with closed weights divided by the lowest of one with open weights, by class, on each day either changed. 2 means that the cheapest closed model costs twice as much. The two are not equally capable: each vendor chose the class, and few of the many hosts of open models are recorded here. A price without a stated end counts for 12 months, or while its own source and models.dev both list it.';
