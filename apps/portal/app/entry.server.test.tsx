import { renderToPipeableStream } from 'react-dom/server';
import { expect, it } from 'vitest';
import { wholePage } from './entry.server.tsx';

it('pages of Chinese text arrive whole, wherever a chunk happens to end', async () => {
  const words = Array.from({ length: 400 }, (_, index) => '荣誉名称'.repeat((index % 7) + 1));
  const page = renderToPipeableStream(
    <ul>
      {words.map((word, index) => (
        <li key={index}>{word}</li>
      ))}
    </ul>,
  );
  const bytes = await new Promise<Uint8Array>((resolve) => page.pipe(wholePage(resolve)));
  const html = new TextDecoder().decode(bytes);
  expect(html).not.toContain('\0');
  expect(html).not.toContain('\uFFFD');
  expect(html).toBe(`<ul>${words.map((word) => `<li>${word}</li>`).join('')}</ul>`);
});
