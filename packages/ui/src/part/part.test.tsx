import { afterEach, describe, expect, it, vi } from 'vitest';
import { draw, screen } from '../../../../test/dom/draw.tsx';
import { fetchPart, later, laterOpened, Part, PartMissing, reloadOnce } from '../index.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  sessionStorage.clear();
});

describe('a part that is fetched when it is first shown', () => {
  it('stands there once it has come, and something else until then', async () => {
    let arrive: (part: () => React.ReactNode) => void = () => undefined;
    const Late = later(() => new Promise<() => React.ReactNode>((done) => (arrive = done)));
    await draw(
      <Part waiting={<span>Soon</span>}>
        <Late />
      </Part>,
    );
    expect(screen.getByText('Soon')).toBeTruthy();
    arrive(() => <b>Here</b>);
    expect(await screen.findByText('Here')).toBeTruthy();
    expect(screen.queryByText('Soon')).toBeNull();
  });

  it('is drawn at once where it has been had before', async () => {
    const load = vi.fn(async () => () => <b>Here</b>);
    const Late = later(load);
    const part = (key: string) => (
      <Part key={key} waiting={<span>Soon</span>}>
        <Late />
      </Part>
    );
    const { again } = await draw(part('a'));
    expect(await screen.findByText('Here')).toBeTruthy();
    again(part('b'));
    expect([screen.queryByText('Soon'), screen.getByText('Here').tagName, load.mock.calls.length]).toEqual([null, 'B', 1]);
  });

  it('can be fetched before it is drawn, and where that fails it is asked for again when it is', async () => {
    const load = vi.fn(async () => () => <b>Here</b>).mockRejectedValueOnce(new Error('404'));
    const Late = later(load);
    Late.soon();
    expect(load).toHaveBeenCalledTimes(1);
    await draw(
      <Part>
        <Late />
      </Part>,
    );
    expect(await screen.findByText('Here')).toBeTruthy();
  });

  it('is asked for again at its next place where it could not be had', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    const load = vi.fn(async () => () => <b>Here</b>).mockRejectedValueOnce(new Error('404'));
    const Late = later(load);
    const part = (key: string) => (
      <Part key={key}>
        <Late />
      </Part>
    );
    const { again } = await draw(part('a'));
    expect(await screen.findByRole('alert')).toBeTruthy();
    again(part('b'));
    expect(await screen.findByText('Here')).toBeTruthy();
  });

  it('leaves a note and the way out where it cannot be had; what stands around it stays', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    const Gone = later<object>(() => Promise.reject(new Error('404')));
    await draw(
      <>
        <input aria-label="Typed" defaultValue="kept" />
        <Part>
          <Gone />
        </Part>
      </>,
    );
    expect(await screen.findByRole('alert')).toBeTruthy();
    expect(screen.getByRole('button', { name: /Reload/ })).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('Typed').value).toBe('kept');
  });

  it('hides no fault of another kind', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    function Broken(): React.ReactNode {
      throw new Error('a bug');
    }
    await expect(
      draw(
        <Part>
          <Broken />
        </Part>,
      ),
    ).rejects.toThrow('a bug');
  });

  it('is not asked for before it is opened, and once only', async () => {
    const load = vi.fn(async () => ({ open }: { open: boolean }) => <i>{open ? 'open' : 'closed'}</i>);
    const Dialog = laterOpened(load);
    const { again } = await draw(<Dialog open={false} />);
    expect(load).not.toHaveBeenCalled();
    again(<Dialog open />);
    expect(await screen.findByText('open')).toBeTruthy();
    again(<Dialog open={false} />);
    expect(await screen.findByText('closed')).toBeTruthy();
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('is said to be missing with the reason why', async () => {
    const cause = new Error('404');
    const fault = await fetchPart(() => Promise.reject(cause)).catch((each: unknown) => each);
    expect(fault).toBeInstanceOf(PartMissing);
    expect((fault as PartMissing).cause).toBe(cause);
    expect(await fetchPart(async () => 7)).toBe(7);
  });
});

describe('loading the page anew', () => {
  it('happens where the server answers, and once a minute at most', async () => {
    const reload = vi.spyOn(window.location, 'reload').mockReturnValue();
    const fetched = vi.fn(async () => ({ ok: true }));
    vi.stubGlobal('fetch', fetched);
    expect(await reloadOnce()).toBe(true);
    expect(await reloadOnce()).toBe(false);
    expect([reload.mock.calls.length, fetched.mock.calls.length]).toEqual([1, 1]);
    expect(fetched).toHaveBeenCalledWith('/api/health', { cache: 'no-store' });
  });

  it.each([
    ['is away', () => Promise.reject(new Error('no way'))],
    ['is just starting', async () => ({ ok: false })],
  ])('does not happen where the server %s', async (_, answer) => {
    const reload = vi.spyOn(window.location, 'reload').mockReturnValue();
    vi.stubGlobal('fetch', vi.fn(answer));
    expect(await reloadOnce()).toBe(false);
    expect(reload).not.toHaveBeenCalled();
  });
});
