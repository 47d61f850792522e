import { Form } from '@remix-run/react';
import { AUDITOR_ROLES, CAPACITY_LABEL } from '@zhicheng/workflow';
import { useEffect, useState } from 'react';
import { minuteOf } from '../../beijing-time.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorSummary } from '../../components/error-summary.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { Section } from '../../components/section.tsx';
import { Breadcrumbs, PageHead } from '../../frames/page.tsx';
import type { Refusal } from '../../refusal.ts';
import { BodyField } from '../audit-tree/body-field.tsx';
import { Pick } from '../audit-tree/choices.tsx';
import { PasswordTold, type Told } from './password-told.tsx';
import { accountsTrail, type BuiltInAccount } from './words.ts';

type Held = BuiltInAccount['assignments'][number];
type Asked = { readonly kind: 'renew' } | { readonly kind: 'end'; readonly held: Held };

const columns = (ask: (held: Held) => void): Column<Held>[] => [
  { key: 'organisation', head: '单位', cell: ({ organisationName }) => organisationName, phone: 'lead' },
  { key: 'label', head: '身份', cell: ({ label }) => label, phone: 'pair', nowrap: true },
  {
    key: 'acts',
    head: '操作',
    cell: (held) => (
      <button type="button" className="linkbtn nw" onClick={() => ask(held)}>
        结束身份
        <span className="vh">
          ：{held.organisationName}，{held.label}
        </span>
      </button>
    ),
    phone: 'ops',
  },
];

const GRANTABLE = [...AUDITOR_ROLES, 'operator'] as const;

function Grant({ refusal }: { refusal?: Refusal }) {
  const told = (path: string) => refusal?.issues.find((issue) => issue.path === path)?.message;
  return (
    <Form method="post" className="plainform" noValidate>
      <BodyField name="organisationId" label="单位名称" error={told('organisationId')} />
      <Pick
        name="role"
        label="身份"
        options={GRANTABLE.map((role) => [role, CAPACITY_LABEL[role]] as const)}
        error={told('role')}
      />
      <p>
        <button className="btn" name="intent" value="grant">
          授予身份
        </button>
      </p>
    </Form>
  );
}

function Dialogs({ asked, username, close }: { asked: Asked | null; username: string; close(): void }) {
  const end = asked?.kind === 'end' ? asked.held : null;
  return (
    <>
      <ConfirmDialog
        open={asked?.kind === 'renew'}
        onClose={close}
        title="重置密码"
        confirm={
          <Form method="post">
            <button className="btn btn--go" name="intent" value="renew">
              确认重置
            </button>
          </Form>
        }
      >
        <p>账号 {username} 的密码立即失效，已登录的会退出。新的初始密码只显示一次。</p>
      </ConfirmDialog>
      <ConfirmDialog
        open={end !== null}
        onClose={close}
        title="结束身份"
        confirm={
          <Form method="post">
            <input type="hidden" name="assignmentId" value={end?.id ?? ''} />
            <button className="btn btn--go" name="intent" value="end">
              确认结束
            </button>
          </Form>
        }
      >
        <p>
          账号 {username} 不再是“{end?.organisationName}”的{end?.label}。已登录的会退出，已领取的事项放回待领取。
        </p>
      </ConfirmDialog>
    </>
  );
}

type Props = { account: BuiltInAccount; told?: Told; refusal?: Refusal; answer: unknown };

/** One built-in account: 重置密码, 授予身份 and 结束身份 (GP.96). */
export function AccountPage({ account, told, refusal, answer }: Props) {
  const [asked, setAsked] = useState<Asked | null>(null);
  useEffect(() => setAsked(null), [answer, account]);
  const { username, displayName, initial, createdAt, assignments } = account;
  return (
    <>
      <Breadcrumbs trail={accountsTrail(username)} />
      <PageHead
        title={displayName}
        aside={
          <button type="button" className="btn" onClick={() => setAsked({ kind: 'renew' })}>
            重置密码
          </button>
        }
      />
      {refusal && (
        <ErrorSummary
          message={refusal.message}
          issues={refusal.issues.map((issue) => ({ ...issue, path: '' }))}
          round={refusal}
        />
      )}
      {told && <PasswordTold told={told} title="密码已重置" />}
      <KeyValues
        items={[
          ['账号', username],
          ['开户时间', minuteOf(createdAt)],
          ['密码', told || initial ? '初始密码，待修改' : '已自行设置'],
        ]}
      />
      <Section title="现有身份">
        <DataTable
          caption="现有身份"
          dense
          columns={columns((held) => setAsked({ kind: 'end', held }))}
          rows={assignments}
          rowKey={({ id }) => id}
          empty={<EmptyState>这个账号没有身份，登录后不能办理任何事项。</EmptyState>}
        />
      </Section>
      <Section title="授予身份">
        <Grant key={assignments.map(({ id }) => id).join()} refusal={refusal} />
      </Section>
      <Dialogs asked={asked} username={username} close={() => setAsked(null)} />
    </>
  );
}
