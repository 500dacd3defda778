export * from '#lib/figures/columns/column.ts';
