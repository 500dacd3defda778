/** Figures computed from records that can stand behind a claim. */
export const STATISTICS = ['cheapest', 'median', 'open-gap', 'actions'] as const;
