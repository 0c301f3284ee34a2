import { describe, expect, it } from 'vitest';
import { guessEncoding } from '../../../src/tables/read/encoding.ts';
import { tableCells, noticeCodes, read, columnWords } from '../read.ts';

/** Bytes from their hexadecimal digits. */
const toBytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));

/** What `iconv -t` makes of the text, stored so that the test writes no encoding by itself. */
const cases: [encoding: string, text: string, hex: string][] = [
  [
    'gb18030',
    '客户编号,订单金额,城市,是否流失\n1,200.5,北京,是\n2,300,上海,否\n',
    'bfcdbba7b1e0bac52cb6a9b5a5bdf0b6ee2cb3c7cad02ccac7b7f1c1f7caa70a312c3230302e352cb1b1bea92ccac70a322c3330302cc9cfbaa32cb7f10a',
  ],
  ['gb18030', '姓名,年龄\nA,1\nB,2\n', 'd0d5c3fb2cc4eac1e40a412c310a422c320a'],
  [
    'gb18030',
    'id,备注\n1,设备运行正常\n2,温度偏高需要检查\n',
    '69642cb1b8d7a20a312cc9e8b1b8d4cbd0d0d5fdb3a30a322ccec2b6c8c6abb8dfd0e8d2aabcecb2e90a',
  ],
  [
    'gb18030',
    '药品名称,生产厂家,单价\n阿莫西林胶囊,华北制药,12.5\n布洛芬缓释胶囊,中美史克,25.8\n',
    'd2a9c6b7c3fbb3c62cc9fab2fab3a7bcd22cb5a5bcdb0ab0a2c4aacef7c1d6bdbac4d22cbbaab1b1d6c6d2a92c31322e350ab2bcc2e5b7d2bbbacacdbdbac4d22cd6d0c3c0cab7bfcb2c32352e380a',
  ],
  [
    'big5',
    '客戶編號,訂單金額,城市,是否流失\n1,200.5,臺北,是\n2,300,高雄,否\n',
    'abc8a4e1bd73b8b92cad71b3e6aaf7c3422cabb0a5ab2cac4fa75fac79a5a20a312c3230302e352cbb4fa55f2cac4f0a322c3330302cb0aab6af2ca75f0a',
  ],
  ['big5', '姓名,年齡\nA,1\nB,2\n', 'a96da6572ca67ec4d60a412c310a422c320a'],
  [
    'big5',
    '產品名稱,價格\n電腦螢幕,5000\n無線滑鼠,800\n',
    'b2a3ab7ea657bad92cbbf9aee60ab971b8a3bfc3b9f52c353030300ab54cbd75b7c6b9ab2c3830300a',
  ],
  [
    'big5',
    '縣市,人口\n臺中市,2800000\n桃園市,2200000\n',
    'bfa4a5ab2ca448a4660abb4fa4a4a5ab2c323830303030300aaee7b6e9a5ab2c323230303030300a',
  ],
  [
    'shift_jis',
    '商品名,価格\nりんご,100\nバナナ,200\n',
    '8fa4956996bc2c89bf8a690a82e882f182b22c3130300a836f836983692c3230300a',
  ],
  [
    'shift_jis',
    '名前,年齢,住所\n田中太郎,30,東京都\n鈴木花子,25,大阪府\n',
    '96bc914f2c944e97ee2c8f5a8f8a0a9363928691be98592c33302c938c8b9e93730a97e996d889d48e712c32352c91e58de3957b0a',
  ],
  [
    'shift_jis',
    '日付,売上\n2020年1月,100\n2020年2月,120\n',
    '93fa95742c94848fe30a32303230944e318c8e2c3130300a32303230944e328c8e2c3132300a',
  ],
  [
    'shift_jis',
    'お客様番号,契約プラン,解約\n1,ベーシック,はい\n2,プレミアム,いいえ\n',
    '82a88b71976c94d48d862c8c5f96f18376838983932c89f096f10a312c8378815b83568362834e2c82cd82a20a322c8376838c837e834183802c82a282a282a60a',
  ],
  ['euc-kr', '이름,나이\n김철수,30\n이영희,25\n', 'c0ccb8a72cb3aac0cc0ab1e8c3b6bcf62c33300ac0ccbfb5c8f12c32350a'],
  ['euc-kr', '상품,가격\n사과,100\n배,200\n', 'bbf3c7b02cb0a1b0dd0abbe7b0fa2c3130300ab9e82c3230300a'],
  [
    'euc-kr',
    '고객번호,지역,해지여부\n1,서울,예\n2,부산,아니오\n',
    'b0edb0b4b9f8c8a32cc1f6bfaa2cc7d8c1f6bfa9bace0a312cbcadbfef2cbfb90a322cbacebbea2cbec6b4cfbfc00a',
  ],
  [
    'windows-1252',
    'name,city\nJosé,São Paulo\nZoë,Köln\n',
    '6e616d652c636974790a4a6f73e92c53e36f205061756c6f0a5a6feb2c4bf66c6e0a',
  ],
  ['windows-1252', 'prénom,âge\nAnaïs,30\nRené,25\n', '7072e96e6f6d2ce267650a416e61ef732c33300a52656ee92c32350a'],
  ['windows-1252', 'a,b\n20 °C,5 µm\n', '612c620a323020b0432c3520b56d0a'],
  [
    'windows-1252',
    'Straße,Größe\nMüllerstraße,Übermaß\n',
    '53747261df652c4772f6df650a4dfc6c6c657273747261df652cdc6265726d61df0a',
  ],
];

function utf16(text: string, bigEndian: boolean, byteOrderMark: boolean): Uint8Array {
  const bytes = Buffer.from((byteOrderMark ? '\ufeff' : '') + text, 'utf16le');
  return Uint8Array.from(bigEndian ? bytes.swap16() : bytes);
}

describe('encodings', () => {
  it.each(cases)('%s: %j', async (encoding, text, hex) => {
    const { view } = await read(toBytes(hex), { header: 1 });
    expect(view.encoding).toMatchObject({ value: encoding, chosen: false });
    const words = await columnWords(toBytes(hex), { header: 1 });
    const [head, ...rows] = text
      .trimEnd()
      .split('\n')
      .map((line) => line.split(','));
    expect(words).toEqual(Object.fromEntries(head.map((name, i) => [name, rows.map((row) => row[i])])));
  });

  it('are UTF-16 by their mark or by the place of NULs', async () => {
    const text = '姓名,age\n李,30\nAnn,25\n';
    for (const bigEndian of [false, true]) {
      for (const byteOrderMark of [false, true]) {
        const { table, view } = await read(utf16(text, bigEndian, byteOrderMark));
        expect(view.encoding?.value).toBe(bigEndian ? 'utf-16be' : 'utf-16le');
        expect(tableCells(table)).toEqual({ 姓名: ['李', 'Ann'], age: ['30', '25'] });
      }
    }
  });

  it('are UTF-8 with and without a mark, and in plain ASCII', async () => {
    for (const text of ['a,b\n1,x\n', 'é,b\n1,中\n', '\ufeffa,b\n1,x\n']) {
      const { table, view } = await read(text);
      expect(view.encoding?.value).toBe('utf-8');
      expect(table.columns[0].name).toBe(text.replace('\ufeff', '')[0]);
    }
    expect(guessEncoding(new TextEncoder().encode('中中中').subarray(0, 8))).toBe('utf-8');
  });

  it('show what others would make of the text, and can be chosen', async () => {
    const bytes = toBytes('c3fbd7d62c780ad5c5c8fd2c310a'); // 名字,x 张三,1
    const { view } = await read(bytes);
    expect(view.encoding?.value).toBe('gb18030');
    expect(view.encoding?.others).toContainEqual({ value: 'windows-1252', sample: 'Ãû×Ö,x' });
    const chosen = await read(bytes, { encoding: 'latin1', header: 1 });
    expect(chosen.view.encoding).toMatchObject({ value: 'windows-1252', chosen: true });
    expect(chosen.view.columns).toEqual(['Ãû×Ö', 'x']);
    await expect(read(bytes, { encoding: 'klingon' })).rejects.toMatchObject({ code: 'read.unknown-encoding' });
  });

  it('are guessed again where the first 256 KB are only ASCII', async () => {
    const ascii = new TextEncoder().encode(`city,x\n${'plain,1.5\n'.repeat(40_000)}`);
    const bytes = new Uint8Array(ascii.length + 14);
    bytes.set(ascii);
    bytes.set(toBytes('b1b1bea92c320ac9cfbaa32c330a'), ascii.length); // 北京,2 上海,3
    const { table, view } = await read(bytes);
    expect(view.encoding?.value).toBe('gb18030');
    expect(tableCells(table).city.slice(-2)).toEqual(['北京', '上海']);
  });

  it('stay UTF-8 where only a few letters are broken, which is told', async () => {
    const sound = new TextEncoder().encode(
      `word,x\n${Array.from({ length: 50 }, (_, i) => `naïve ${i},1\n`).join('')}`,
    );
    const bytes = new Uint8Array(sound.length + 6);
    bytes.set(sound);
    bytes.set(toBytes('61ff622c310a'), sound.length);
    const { table, view } = await read(bytes);
    expect(view.encoding?.value).toBe('utf-8');
    expect(noticeCodes(view)).toEqual(['read.broken-letters']);
    expect(tableCells(table).word.slice(-1)).toEqual(['a\ufffdb']);
  });

  it('hold across the borders of pieces', async () => {
    const rows = Array.from({ length: 300_000 }, (_, i) => `${i},城市名称${i % 7}`);
    const { table } = await read(utf16(`id,城市\n${rows.join('\n')}`, false, true));
    const city = table.columns[1];
    expect(city.kind === 'category' && city.levels).toEqual([0, 1, 2, 3, 4, 5, 6].map((i) => `城市名称${i}`));
    expect(table.rows).toBe(300_000);
  });
});
