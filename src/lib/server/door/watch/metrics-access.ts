import proxyaddr from 'proxy-addr';
import { isLoopback, type Asker } from '../asker.ts';

/**
 * Who may read the metrics: programs on this machine, unless a setting names other addresses. Behind a proxy on this
 * machine every reader seems to be on it: what a proxy passes on never counts as asked from here.
 * @param allowed addresses and networks that may; null for this machine only
 * @param behindProxy whether proxies are trusted, so that a request may come through one
 */
export function metricsAccess(
	allowed: readonly string[] | null,
	behindProxy: boolean
): (asker: Asker) => boolean {
	if (allowed === null)
		return ({ address, isForwarded }) => !behindProxy && !isForwarded && isLoopback(address);
	const isAllowed = proxyaddr.compile([...allowed]);
	return ({ address, isForwarded, isProxied }) =>
		address !== '' && (isProxied || !isForwarded) && isAllowed(address, 0);
}
