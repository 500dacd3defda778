import type { IncomingMessage } from 'node:http';
import ipaddr from 'ipaddr.js';
import proxyaddr from 'proxy-addr';

/** Whether an address is that of a proxy that is believed. */
export type Trust = (address: string, hops: number) => boolean;

/** Who asks, as far as it can be told. */
export interface Asker {
	/** The address that is nearest to the reader among those that can be believed. */
	address: string;
	/** Whether the connection comes from a trusted proxy. */
	isProxied: boolean;
	/** Whether a proxy says it passes on what another asked, believed or not. */
	isForwarded: boolean;
	/** What the requests of one client are counted under; null where one address can be many people. */
	client: string | null;
}

const isPrivate = proxyaddr.compile(['loopback', 'linklocal', 'uniquelocal']);
const FORWARDED = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'];
/** Groups of an IPv6 address that a household or company has for itself: a network of 64 bits. */
const OWN_GROUPS = 4;

/**
 * Tells who asks.
 * @param trust the proxies that are believed about whom they ask for; null for none
 */
export function askers(trust: Trust | null): (request: IncomingMessage) => Asker {
	return (request) => {
		const peer = request.socket.remoteAddress ?? '';
		const isProxied = peer !== '' && (trust?.(peer, 0) ?? false);
		const address = isProxied && trust ? nearest(request, trust, peer) : peer;
		return {
			address,
			isProxied,
			isForwarded: FORWARDED.some((name) => request.headers[name] !== undefined),
			client: clientOf(address)
		};
	};
}

/** @returns the address of the peer, where what the proxy says is no address */
function nearest(request: IncomingMessage, trust: Trust, peer: string): string {
	try {
		return proxyaddr(request, trust);
	} catch {
		return peer;
	}
}

/** A newsroom behind one address, or a proxy nobody told of, is not one client. */
function clientOf(address: string): string | null {
	if (!ipaddr.isValid(address) || isPrivate(address, 0)) return null;
	const parsed = ipaddr.process(address);
	return parsed.kind() === 'ipv4'
		? parsed.toString()
		: parsed.toNormalizedString().split(':').slice(0, OWN_GROUPS).join(':');
}

/** Whether an address is one of this machine. */
export const isLoopback: (address: string) => boolean = (
	(of) => (address: string) =>
		ipaddr.isValid(address) && of(address, 0)
)(proxyaddr.compile('loopback'));
