/** A map that forgets what was used longest ago, so that rare keys cannot push the common ones out. */
export class Recent<K, V> {
  private readonly kept = new Map<K, V>();
  private readonly most: number;
  constructor(most: number) {
    this.most = most;
  }

  get size(): number {
    return this.kept.size;
  }

  get(key: K): V | undefined {
    const found = this.kept.get(key);
    if (found === undefined) return undefined;
    this.kept.delete(key);
    this.kept.set(key, found);
    return found;
  }

  clear(): void {
    this.kept.clear();
  }

  set(key: K, value: V): void {
    this.kept.delete(key);
    if (this.kept.size >= this.most) this.kept.delete(this.kept.keys().next().value as K);
    this.kept.set(key, value);
  }
}
