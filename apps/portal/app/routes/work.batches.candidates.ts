import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import { orErrorPage } from '../refusal.ts';

/** What would become of the ticked tasks, and the phrases for them, for the dialog 批量审核. */
export async function loader({ context: { caller }, request }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  const taskIds = (query.get('tasks') ?? '').split(',');
  return orErrorPage(async () => {
    const action = query.get('kind') === 'claim' ? 'claim' : 'pass';
    const candidates = await caller.tasks.batchCandidates({ taskIds, action });
    const [first] = candidates;
    const same = candidates.every(({ flowType }) => flowType === first?.flowType);
    // Several kinds share the phrases about evidence.
    const kind = candidates.every((one) => one.kind === first?.kind) ? first?.kind : '';
    const phrases = await caller.tasks.phrases({ kind, ...(same && { flowType: first?.flowType }) });
    return { candidates, phrases };
  });
}
