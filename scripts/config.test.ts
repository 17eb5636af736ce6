import { ConfigurationError, resolveConfiguration } from './config.js';

const resolve = (environment: Record<string, string>, flags: Record<string, string> = {}) =>
  resolveConfiguration({ environment, flags });

describe('configuration', () => {
  it('has a default for everything and is frozen', () => {
    const { configuration, resolved } = resolve({});
    expect(configuration.data.folder).toBe('./data');
    expect(configuration.api).toMatchObject({ host: '127.0.0.1', port: 8080 });
    expect(Object.isFrozen(configuration) && Object.isFrozen(configuration.api)).toBe(true);
    expect(resolved.every(({ origin }) => origin === 'default')).toBe(true);
  });

  it('a flag beats the environment, the environment beats the default, each says where it came from', () => {
    const { configuration, resolved } = resolve({ IPRADAR_PORT: '9000', IPRADAR_DATA: '/a' }, { '--port': '9001' });
    expect(configuration.api.port).toBe(9001);
    expect(configuration.data.folder).toBe('/a');
    const origin = (env: string) => resolved.find((option) => option.env === env)?.origin;
    expect(origin('IPRADAR_PORT')).toBe('flag --port');
    expect(origin('IPRADAR_DATA')).toBe('environment IPRADAR_DATA');
    expect(origin('IPRADAR_HOST')).toBe('default');
  });

  it('an empty variable counts as unset', () =>
    expect(resolve({ IPRADAR_PORT: '' }).configuration.api.port).toBe(8080));

  it('all problems stand in one message', () => {
    const wrong = () => resolve({ IPRADAR_PORT: 'http', IPRADAR_LOG_LEVEL: 'loud' }, { '--data': '' });
    expect(wrong).toThrow(ConfigurationError);
    expect(wrong).toThrow(/--data[^]*IPRADAR_PORT[^]*IPRADAR_LOG_LEVEL/);
  });

  it('a variable that no option has is named with the nearest', () => {
    expect(resolve({ IPRADAR_PROT: '1' }).unknownVariables).toEqual([
      { name: 'IPRADAR_PROT', nearest: 'IPRADAR_PORT' },
    ]);
  });

  it('every option is described and its variable is its own', () => {
    const { resolved } = resolve({});
    expect(resolved.filter(({ description }) => description === '')).toEqual([]);
    expect(new Set(resolved.map(({ env }) => env)).size).toBe(resolved.length);
  });
});
