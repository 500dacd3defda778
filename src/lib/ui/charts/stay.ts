/** A change of how a chart is looked at moves neither the page nor the focus. */
export const STAY = { keepFocus: true, noScroll: true } as const;
