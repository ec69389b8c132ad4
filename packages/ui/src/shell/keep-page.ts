/** Where the browser itself takes files. */
const TAKES_FILES = 'input[type=file]';

/** A file that is dropped beside its place must not open in the page's stead, which would lose what is typed there. Ended by the returned function. */
export function keepPageOnDrop(page: Document): () => void {
  const keep = (event: DragEvent) => {
    const { dataTransfer, target } = event;
    // Whoever has a use for it has said so already; texts that are dragged go where they always go.
    if (event.defaultPrevented || !dataTransfer?.types.includes('Files')) return;
    if (target instanceof Element && target.closest(TAKES_FILES)) return;
    event.preventDefault();
    dataTransfer.dropEffect = 'none';
  };
  page.addEventListener('dragover', keep);
  page.addEventListener('drop', keep);
  return () => {
    page.removeEventListener('dragover', keep);
    page.removeEventListener('drop', keep);
  };
}
