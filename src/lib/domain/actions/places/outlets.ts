/**
 * Outlets by the state they are in, as their addresses and names write them: call signs of stations, and papers whose
 * address does not spell the state. A list of what is well known, not of all: it serves to ask whether a record is in
 * the right state, never to place one.
 */
const STATIONS: Record<string, string> = {
	AK: 'KTUU KTVA KYUR KTVF KTOO KUAC',
	AL: 'WBRC WVTM WIAT WBMA WVUA WSFA WAKA WNCF WAFF WHNT WAAY WZDX WKRG WALA WPMI WTVY WDHN WRBL WBHM',
	AR: 'KATV KARK KTHV KLRT KNWA KFSM KHBS KHOG KAIT KUAR KUAF',
	AZ: 'KPNX KTVK KPHO KSAZ KNXV KTAR KJZZ KGUN KOLD KVOA KMSB KNAU KYMA KAWC',
	CA: 'KABC KCBS KNBC KTLA KTTV KCAL KGO KPIX KNTV KTVU KRON KQED KCRA KXTV KOVR KTXL KFSN KSEE KGPE KMPH KGET KERO KBAK KSBW KION KSBY KCOY KEYT KESQ KMIR KGTV KFMB KNSD KUSI KSWB KPBS KRCR KHSL KIEM KAEF KPCC KCRW KAZU KVPR',
	CO: 'KUSA KCNC KMGH KDVR KWGN KKTV KOAA KRDO KXRM KREX KJCT KKCO KUNC KRCC KSUT',
	CT: 'WFSB WVIT WTNH WTIC WNPR WSHU',
	DC: 'WRC WTTG WJLA WUSA WTOP WAMU',
	DE: 'WBOC WDEL WMDT',
	FL: 'WCTV WTXL WTWC WJXT WJAX WTLV WJXX WFOX WFTV WESH WKMG WOFL WTVT WFLA WTSP WFTS WMNF WUSF WPLG WTVJ WFOR WSVN WLRN WPTV WPBF WPEC WFLX WBBH WINK WZVN WGCU WWSB WJHG WMBB WEAR WUFT WCJB WGFL WFSU WMFE WJCT',
	GA: 'WSB WXIA WAGA WANF WGCL WATL WTOC WSAV WJCL WRDW WJBF WAGT WFXG WMAZ WMGT WGXA WALB WFXL WTVM WLTZ WABE WUGA WGAU',
	HI: 'KHON KITV KGMB KHNL',
	IA: 'KCCI WOI KCRG KGAN KWWL KTIV KCAU KMEG WQAD KWQC WHBF KIMT KTVO KYOU KMA KCIM',
	ID: 'KTVB KBOI KIVI KNIN KIDK KIFI KPVI KMVT KTFT KLEW KISU',
	IL: 'WLS WBBM WMAQ WGN WFLD WTTW WBEZ WICS WICD WCIA WAND WRSP WEEK WMBD WHOI WIFR WREX WTVO WQRF WSIL WGEM KHQA WGLT WCBU WILL WNIJ WGIL WSIU',
	IN: 'WTHR WRTV WISH WXIN WTTV WNDU WSBT WSJV WANE WPTA WFFT WTHI WTWO WAWV WEVV WFIE WEHT WTVW WLFI WFYI WFIU WVPE WBOI WIBC WOWO',
	KS: 'KSNW KAKE KWCH KSNT KTKA WIBW KSNF KOAM KMUW KPR KANU KSNC KSNG KRPS',
	KY: 'WYMT WKYT WLEX WTVQ WDKY WAVE WHAS WLKY WDRB WBKO WNKY WPSD WKYU WKMS WEKU WUKY WFPL WLJC WKCT WTCW',
	LA: 'WWL WDSU WVUE WGNO WBRZ WAFB WVLA WGMB KSLA KTBS KTAL KNOE KTVE KALB KLFY KATC KPLC KADN WWNO WRKF KRVS',
	MA: 'WBZ WCVB WHDH WFXT WBUR WGBH WWLP WGGB WSHM WBTS',
	MD: 'WBAL WJZ WMAR WBFF WYPR WFMD WHAG WDVM WCBC',
	ME: 'WCSH WMTW WGME WABI WLBZ WVII WAGM WMPG',
	MI: 'WDIV WXYZ WJBK WWJ WOOD WZZM WXMI WWMT WLNS WILX WSYM WJRT WNEM WEYI WPBN WWTV WBKP WLUC WJMN WKAR WEMU WDET WUOM WCMU WHMI WGVU WLEN WTOM',
	MN: 'KSTP KARE WCCO KMSP KTTC KAAL KEYC KBJR KDLH WDIO KQDS KROC KSTC KAXE KSMQ',
	MO: 'KSDK KMOV KTVI KDNL KMOX KMBC KCTV WDAF KSHB KCUR KCPT KOMU KMIZ KRCG KYTV KOLR KSPR KQTV KFVS KODE KSMU KBIA KRMS KZRG KMZU',
	MS: 'WLBT WAPT WJTV WDAM WHLT WLOX WXXV WTOK WCBI WTVA WLOV WABG WXVT',
	MT: 'KTVQ KULR KPAX KECI KBZK KRTV KFBB KXLH KTVM KXLF KTMF KUFM KGVO KYPR',
	NC: 'WBTV WSOC WCNC WJZY WRAL WTVD WNCN WRAZ WFMY WGHP WXII WXLV WLOS WITN WNCT WCTI WECT WWAY WUNC WFAE WFDD WHQR WCQS',
	ND: 'KFYR KXMB KVLY WDAY KVRR KXJB KMOT KQCD',
	NE: 'KETV WOWT KMTV KPTM KOLN KLKN KNOP KHGI KSNB KNEB KIOS KTIC',
	NH: 'WMUR WNHN WKXL',
	NJ: 'WNJN WWOR WBGO WJRZ WOBM',
	NM: 'KOAT KOB KRQE KASA KUNM KRWG KSFR KANW KRTN KENW',
	NV: 'KLAS KVVU KSNV KTNV KTVN KRNV KOLO KRXI KUNR KNPR KDWN',
	NY: 'WABC WCBS WNBC WNYW WPIX WNYC WRGB WTEN WNYT WXXA WSYR WSTM WTVH WHEC WROC WHAM WUHF WGRZ WIVB WKBW WBFO WBNG WIVT WICZ WETM WENY WKTV WWNY WPTZ WAMC WXXI WSKG WCNY WHCU',
	OH: 'WEWS WKYC WJW WOIO WBNS WCMH WSYX WTTE WLWT WCPO WKRC WXIX WDTN WHIO WRGT WKEF WTOL WTVG WUPW WNWO WKBN WFMJ WYTV WTOV WHIZ WLIO WOUB WOSU WVXU WKSU WYSO WCBE WGTE WBGU WMFD WNDH',
	OK: 'KFOR KOCO KWTV KOKH KTUL KJRH KOTV KOKI KSWO KXII KTEN KGOU KOSU KWGS KRMG',
	OR: 'KGW KATU KOIN KPTV KEZI KVAL KMTR KOBI KDRV KTVL KTVZ KOHD KLCC KPIC KMED',
	PA: 'WPVI KYW WCAU WTXF KDKA WTAE WPXI WPGH WGAL WHP WHTM WPMT WNEP WBRE WYOU WOLF WTAJ WJAC WATM WICU WJET WSEE WFMZ WHYY WESA WPSU WVIA WITF WKOK',
	RI: 'WJAR WPRI WLNE WNAC',
	SC: 'WIS WLTX WACH WOLO WYFF WSPA WHNS WCSC WCBD WCIV WBTW WPDE WMBF WRHI WLNC',
	SD: 'KELO KSFY KDLT KOTA KEVN KNBN KORN KWAT',
	TN: 'WSMV WKRN WTVF WZTV WUXP WMC WREG WHBQ WATN WBIR WATE WVLT WTVC WRCB WDEF WCYB WJHL WBBJ WPLN WKNO WUTC WUOT WIVK WNOX WCPI',
	TX: 'KXXV KWTX KCEN KWKT KTRK KHOU KPRC KRIV WFAA KXAS KDFW KTVT KVUE KXAN KEYE KTBC KENS KSAT KABB WOAI KFDM KBMT KCBD KLBK KAMC KVII KFDA KAMR KOSA KWES KMID KTAB KRBC KTXS KVIA KFOX KTSM KRGV KGBT KIII KRIS KZTV KLTV KETK KYTX KBTX KAGS KTRE KFDX KAUZ KRLD KERA KUT KTEP WBAP KLIF KSAN KLST',
	UT: 'KSL KUTV KTVX KSTU KUER KCPW KPCW KZMU KUSU',
	VA: 'WRIC WTVR WWBT WRLH WTKR WVEC WAVY WSLS WDBJ WSET WFXR WHSV WCAV WVIR WVTF WHRO WMRA',
	VT: 'WCAX WVNY WDEV',
	WA: 'KING KOMO KIRO KCPQ KHQ KXLY KREM KAYU KAPP KVEW KEPR KNDU KNDO KIMA KUOW KNKX KIT KPQ KOHO',
	WI: 'WTMJ WISN WITI WDJT WISC WMTV WKOW WMSN WBAY WFRV WLUK WGBA WSAW WAOW WEAU WQOW WKBT WXOW WLAX WPR WXPR WUWM WHBL WIZM WCLO WIFC WSAU WRN',
	WV: 'WSAZ WCHS WOWK WVVA WVNS WOAY WBOY WDTV WTRF WVPB WAJR WMOV WRNR',
	WY: 'KGWN KTWO KCWY KWYB KFNB KGAB'
};

/** Papers and sites whose address does not spell their state. */
const PAPERS: Record<string, string> = {
	AL: 'al.com alreporter.com gadsdentimes.com',
	AR: 'nwaonline.com arktimes.com talkbusiness.net',
	AZ: 'azcentral.com tucson.com azfamily.com azpm.org azluminaria.org azmirror.com',
	CA: 'latimes.com sfchronicle.com sfgate.com mercurynews.com sacbee.com fresnobee.com ocregister.com calmatters.org sandiegouniontribune.com pe.com inewsource.org',
	CO: 'denverpost.com coloradosun.com denverite.com gazette.com denver7.com',
	CT: 'courant.com ctmirror.org ctinsider.com nhregister.com theday.com',
	FL: 'miamiherald.com tampabay.com orlandosentinel.com sun-sentinel.com jacksonville.com tallahassee.com palmbeachpost.com news4jax.com firstcoastnews.com tcpalm.com',
	GA: 'ajc.com savannahnow.com macon.com 13wmaz.com fox5atlanta.com 11alive.com atlantanewsfirst.com gpb.org decaturish.com accesswdun.com',
	HI: 'civilbeat.org staradvertiser.com hawaiinewsnow.com',
	IA: 'desmoinesregister.com thegazette.com qctimes.com siouxcityjournal.com press-citizen.com',
	ID: 'boisedev.com idahostatesman.com eastidahonews.com localnews8.com',
	IL: 'chicagotribune.com suntimes.com dailyherald.com shawlocal.com sj-r.com pantagraph.com pjstar.com',
	IN: 'indystar.com nwitimes.com ibj.com journalgazette.net courierpress.com heraldtimesonline.com southbendtribune.com fox59.com',
	KS: 'kansas.com cjonline.com lawrencekstimes.com johnsoncountypost.com',
	KY: 'courier-journal.com kentucky.com bgdailynews.com lpm.org lex18.com wave3.com wkyufm.org lanereport.com linknky.com',
	LA: 'nola.com theadvocate.com lailluminator.com shreveporttimes.com veritenews.org',
	MA: 'bostonglobe.com boston.com bostonherald.com masslive.com telegram.com gazettenet.com',
	MD: 'baltimoresun.com thebanner.com thebaltimorebanner.com fredericknewspost.com bethesdamagazine.com',
	ME: 'pressherald.com bangordailynews.com sunjournal.com',
	MI: 'freep.com detroitnews.com mlive.com bridgemi.com planetdetroit.org lansingstatejournal.com',
	MN: 'startribune.com mprnews.org twincities.com minnpost.com postbulletin.com duluthnewstribune.com kare11.com fox9.com',
	MO: 'stltoday.com kansascity.com stlpr.org news-leader.com ky3.com columbiamissourian.com',
	MS: 'clarionledger.com djournal.com sunherald.com supertalk.fm',
	MT: 'billingsgazette.com missoulian.com helenair.com bozemandailychronicle.com',
	NC: 'newsobserver.com charlotteobserver.com journalnow.com greensboro.com carolinajournal.com bpr.org',
	ND: 'inforum.com bismarcktribune.com grandforksherald.com',
	NE: 'omaha.com journalstar.com 1011now.com',
	NH: 'unionleader.com indepthnh.org concordmonitor.com',
	NJ: 'nj.com northjersey.com app.com nj1015.com pressofatlanticcity.com',
	NM: 'abqjournal.com santafenewmexican.com sourcenm.com lcsun-news.com',
	NV: 'reviewjournal.com lasvegassun.com rgj.com thisisreno.com',
	NY: 'timesunion.com syracuse.com buffalonews.com democratandchronicle.com newsday.com gothamist.com dailygazette.com lohud.com',
	OH: 'cleveland.com dispatch.com cincinnati.com toledoblade.com daytondailynews.com tribtoday.com vindy.com beaconjournal.com',
	OK: 'tulsaworld.com nondoc.com okcfox.com tulsaflyer.org',
	OR: 'opb.org statesmanjournal.com bendbulletin.com registerguard.com',
	PA: 'inquirer.com post-gazette.com pennlive.com mcall.com triblive.com lancasteronline.com spotlightpa.org readingeagle.com thetimes-tribune.com timesleader.com',
	RI: 'providencejournal.com',
	SC: 'postandcourier.com thestate.com greenvilleonline.com live5news.com scdailygazette.com',
	SD: 'argusleader.com rapidcityjournal.com mitchellrepublic.com',
	TN: 'tennessean.com knoxnews.com commercialappeal.com timesfreepress.com dailymemphian.com nashvillebanner.com',
	TX: 'dallasnews.com houstonchronicle.com statesman.com expressnews.com star-telegram.com keranews.org tdtnews.com wacotrib.com elpasomatters.org fortworthreport.org communityimpact.com',
	UT: 'sltrib.com deseret.com standard.net abc4.com',
	VA: 'richmond.com pilotonline.com roanoke.com insidenova.com loudounnow.com loudountimes.com princewilliamtimes.com fauquier.com ffxnow.com potomaclocal.com cardinalnews.org',
	VT: 'vtdigger.org burlingtonfreepress.com sevendaysvt.com',
	WA: 'seattletimes.com spokesman.com thenewstribune.com yakimaherald.com',
	WI: 'jsonline.com madison.com wisn.com greenbaypressgazette.com urbanmilwaukee.com',
	WV: 'wvgazettemail.com wvnews.com mountainstatespotlight.org',
	WY: 'cowboystatedaily.com wyofile.com trib.com oilcitynews.com'
};

/** The state of each name of a list. */
const stateBy = (lists: Record<string, string>) =>
	new Map(
		Object.entries(lists).flatMap(([state, names]) =>
			names.split(' ').map((name) => [name, state] as const)
		)
	);

const stations = stateBy(STATIONS);
const papers = stateBy(PAPERS);

/**
 * The state of a station, by its call sign; null where it is not known here.
 * @example stateOfStation('WYMT') // 'KY'
 */
export const stateOfStation = (callSign: string): string | null => stations.get(callSign) ?? null;

/** The state of a paper or site, by its domain; null where it is not known here. */
export const stateOfPaper = (domain: string): string | null => papers.get(domain) ?? null;
