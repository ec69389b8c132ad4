/** Where the Chinese characters that get a reading begin and end. */
export const HAN = { first: 0x4e00, last: 0x9fa5 } as const;

// What a name may be read as besides the reading that is usual in texts. A line is a character and its readings.
const OTHERS = `重 chong zhong|长 chang zhang|行 hang xing|乐 le yue|曾 zeng ceng|单 dan shan|解 jie xie|仇 chou qiu|朝 chao zhao|调 diao tiao|都 du dou
藏 cang zang|厦 sha xia|会 hui kuai|盛 sheng cheng|查 cha zha|尉 wei yu|蔚 wei yu|翟 zhai di|覃 qin tan|传 chuan zhuan|率 lv shuai|石 shi dan|省 sheng xing
区 qu ou|朴 pu piao|秘 mi bi|泌 mi bi|车 che ju|还 hai huan|奇 qi ji|折 zhe she|卡 ka qia|泊 bo po|薄 bo bao|便 bian pian|参 can shen|冯 feng ping|合 he ge
和 he huo|贾 jia gu|降 jiang xiang|角 jiao jue|觉 jue jiao|校 xiao jiao|隽 jun juan|咖 ka ga|壳 ke qiao|绿 lv lu|吕 lv lu|没 mei mo|缪 miao mou|模 mo mu
牟 mu mou|粘 nian zhan|番 fan pan|曝 pu bao|强 qiang jiang|塞 sai se|色 se shai|什 shi shen|识 shi zhi|似 si shi|宿 su xiu|提 ti di|系 xi ji|洗 xi xian
巷 xiang hang|削 xue xiao|血 xue xie|员 yuan yun|择 ze zhai|扎 zha za|召 zhao shao|着 zhe zhao zhuo|祭 ji zhai|种 zhong chong|爪 zhua zhao|琢 zhuo zuo|阿 a e
柏 bai bo|伯 bo bai|堡 bao pu|蚌 bang beng|卜 bu bo|澄 cheng deng|畜 chu xu|大 da dai|佛 fo fu|谷 gu yu|句 ju gou|龟 gui jun qiu|那 na nuo|弄 nong long
娜 na nuo|屏 ping bing|隗 wei kui|万 wan mo|纤 xian qian|称 cheng chen|六 liu lu|陆 lu liu|露 lu lou|了 le liao|勒 le lei|落 luo la|刹 sha cha|拓 tuo ta
轧 zha ya|钥 yao yue|脉 mai mo|贲 ben bi|莞 guan wan|涡 wo guo|歙 she xi|铅 qian yan|筠 yun jun|荥 xing ying|浚 jun xun|渑 mian sheng|宓 mi fu|得 de dei`;

/** How Chinese characters are read, without tones and with `v` for `ü`. */
export interface Readings {
  /** Every reading there is. */
  readonly syllables: readonly string[];
  /** For each character from the first to the last, the place of its reading among the syllables from 1; 0 where it has none. */
  readonly places: readonly number[];
  /** Characters that names read otherwise too, and for each of them all its readings. */
  readonly others: readonly (readonly [letter: string, readings: string])[];
}

/** Reads every Chinese character. The dictionary is fetched when it is asked for and not kept. */
export async function readings(): Promise<Readings> {
  const { pinyin } = await import('pinyin-pro');
  const letters = Array.from({ length: HAN.last - HAN.first + 1 }, (_, i) => String.fromCharCode(HAN.first + i));
  const read = letters.map((letter) => pinyin(letter, { toneType: 'none', v: true }).normalize('NFC').replaceAll('ü', 'v'));
  const known = read.map((reading) => (/^[a-z]{1,6}$/.test(reading) ? reading : ''));
  const syllables = [...new Set(known)].filter(Boolean).sort();
  const placeOf = new Map(syllables.map((syllable, i) => [syllable, i + 1]));
  const others = OTHERS.split(/[|\n]/).map((line): [string, string] => [line.slice(0, 1), line.slice(2)]);
  return { syllables, places: known.map((reading) => placeOf.get(reading) ?? 0), others };
}
