/**
 * Keys that mailers, social sites, ads, chat apps and caches append to a link. Nobody filters by them: they are
 * dropped wherever a query is read, so that a link opens however it was shared. This is the one list of them. A key
 * that a page or the API knows never stands here: tests/server/api/request/appended-keys.test.ts holds that.
 */

/** Whole names, in lower case, by who appends them. */
const NAMES: ReadonlySet<string> = new Set(
	[
		// Google: ads, search results, analytics, AMP.
		'gclid dclid gbraid wbraid gclsrc srsltid usqp _ga _gl _gac _gid',
		// Microsoft, Yandex, Yahoo.
		'msclkid ocid cvid yclid ymclid ysclid _openstat guccounter guce_referrer guce_referrer_sig',
		// Facebook, Instagram, Threads.
		'fbclid igshid igsh ig_rid ig_mid mibextid __tn__ __cft__ hc_ref hc_location xmt slof',
		// Twitter, LinkedIn, TikTok, Snapchat, Pinterest, Reddit, Quora, YouTube, Spotify.
		'twclid twsrc ref_src ref_url li_fat_id lipi trk trkcampaign ttclid _ttp sccid epik qclid rdt_cid share_id si',
		// Who sent a reader, in the words of many.
		'ref refcode ref_code referrer referer share_source share_medium wprov isappinstalled nsukey',
		// Mailers: HubSpot, Marketo, Klaviyo, Drip, Omnisend, Dotdigital, ActiveCampaign, Beehiiv, EveryAction, Action Network.
		'hsctatracking mkt_tok _ke _kx __s omnisendcontactid dm_i dm_t vgo_ee _bhlid bhlid',
		'emci emdi ceid can_id link_id email_referrer email_subject sailthru',
		// Ads and campaigns of others.
		's_cid s_kwcid ef_id sc_cid cmpid campaign_id campaignid adgroupid ad_id adid irclickid irgwc wickedid wickedsource',
		'dicbo tblci obclid outbrainclickid rb_clickid xtor smid ncid icid spm scm _branch_match_id _branch_referrer',
		// What passes caches by, and what frames of newsrooms (pym.js) tell the framed page.
		'_ v cb cachebust cachebuster nocache _cb initialwidth childid parenttitle parenturl'
	].flatMap((names) => names.split(' '))
);

/** Families of names; after `utm` mailers write a point or a hyphen, too. */
const FAMILIES =
	/^(utm[_.-]|_?_hs|hsa_|vero_|oly_|mc_|ml_|gad_|mtm_|matomo_|pk_|piwik_|fb_|elq|sfmc_|cm_|ns_|at_|wt[_.]|amp_|trk_|cvo_|hmb_|__cf_chl_)/;

/** Links that were escaped for HTML twice write `&amp;` between their keys. */
const ESCAPED = /^(amp;)+/;

/**
 * Whether a key of a query is one that others append to links.
 * @example isAppended('utm_source') // true
 * @example isAppended('region') // false
 */
export function isAppended(key: string): boolean {
	const name = key.toLowerCase().replace(ESCAPED, '');
	return NAMES.has(name) || FAMILIES.test(name);
}

/**
 * A query without the keys that others append; everything else stays as it was written.
 * @param search with or without its question mark
 * @example withoutAppended('?region=US-VA&utm_source=mail') // '?region=US-VA'
 */
export function withoutAppended(search: string): string {
	const mark = search.startsWith('?') ? '?' : '';
	const parts = search.slice(mark.length).split('&');
	const left = parts.filter((part) => !isAppended(keyOf(part)));
	if (left.length === parts.length) return search;
	return left.length === 0 ? '' : mark + left.join('&');
}

function keyOf(part: string): string {
	const key = part.split('=', 1)[0] ?? '';
	try {
		return decodeURIComponent(key.replaceAll('+', ' '));
	} catch {
		return key;
	}
}
