import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/base/errors.ts';
import { joinPhrases, phrase, formatMessage } from '../../src/base/messages.ts';
import { loadLocale } from '../../src/locales/load.ts';

describe('sentences', () => {
  const engine = phrase('engine.webgl', {});
  const refused = phrase('engine.refused', { engine, why: phrase('engine.off', { share: 0.0125 }) });

  it('say what stands inside of them in their own language', async () => {
    await loadLocale('zh');
    const params = { engine, reason: [refused, phrase('engine.lacking', {})] };
    expect(formatMessage('train.engine', params, 'en').message).toBe(
      'Trains on WebGL: WebGL: it is off by 0.0125; this browser lacks it.',
    );
    expect(formatMessage('train.engine', params, 'zh').message).toBe(
      '使用 WebGL 训练：WebGL：结果相差 0.0125；此浏览器不支持。',
    );
  });

  it('leave out what a newer version said', () => {
    expect(joinPhrases([{ code: 'engine.abacus', params: {} }, refused], 'en')).toBe('WebGL: it is off by 0.0125');
  });

  it('carry what is said inside of an error, which is English for other programs', () => {
    const error = new AppError('train.no-engine', { engine: 'webgl', detail: phrase('engine.no-webgl', {}) });
    expect(error.message).toBe('The engine webgl cannot train this network here: there is no WebGL 2.');
    expect(structuredClone(error.params)).toEqual(error.params);
  });
});
