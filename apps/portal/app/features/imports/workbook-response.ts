/** A workbook of the API as a download. */
export const workbookResponse = ({ name, base64 }: { name: string; base64: string }): Response =>
  new Response(Buffer.from(base64, 'base64'), {
    headers: {
      'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
    },
  });
