import { page } from '$app/state';
import { keepMoment } from '#lib/domain/filter/link/moment.ts';

/** A link of this site that stays at the release and day the page is at. For use while a component renders. */
export const here = (address: string): string => keepMoment(address, page.url.searchParams);
