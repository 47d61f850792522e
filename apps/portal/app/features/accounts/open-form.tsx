import { Form } from '@remix-run/react';
import { accountFields, newUnitAccountFields } from '@zhicheng/core/forms';
import type { Raw } from '@zhicheng/series-kit';
import { AUDITOR_ROLES, CAPACITY_LABEL, type AuditorRole } from '@zhicheng/workflow';
import { useState } from 'react';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { Section } from '../../components/section.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { useFrame } from '../../frames/use-frame.ts';
import { minuteOf } from '../../beijing-time.ts';
import type { Refusal } from '../../refusal.ts';
import { FieldError, Label } from '../../render/controls/frame.tsx';
import { FileLinks } from '../../render/field-view.tsx';
import { KitForm } from '../../render/form.tsx';
import type { FieldSources } from '../../render/sources.tsx';
import { BodyField, type Body } from '../audit-tree/body-field.tsx';
import { PlainField } from './plain-field.tsx';
import type { AccountRequest } from './request-list.tsx';
import { ACCOUNTS } from './words.ts';

const USERNAME_RULE = '账号为 3 到 40 个字母、数字、点、下划线或短横线。初始密码由平台生成，开户后显示一次。';
const USCC_RULE = '没有统一社会信用代码，或与其他单位共用的，代码不填。';

/** What the bureau sent of the unit, and 不予开户. */
export function RequestAsked({ request, wrong }: { request: AccountRequest; wrong?: string }) {
  const [open, setOpen] = useState(wrong !== undefined);
  const { content } = request;
  return (
    <Section
      title="申请内容"
      aside={
        <button type="button" className="btn btn--s" onClick={() => setOpen(true)}>
          不予开户
        </button>
      }
    >
      <KeyValues
        items={[
          ['申请部门', request.bureauName],
          ['申请时间', minuteOf(request.createdAt)],
          ['申请原因', content.reason],
          ['单位名称', content.name],
          ['属地', content.region.name],
          ['单位性质', content.unitNature.name],
          ['单位联系人', content.contact],
          ['手机号码', content.mobile],
          ['证明材料', <FileLinks key="proof" value={content.proof} />],
          ['申请说明', content.note, 'wide'],
        ]}
      />
      <ConfirmDialog
        open={open}
        onClose={() => setOpen(false)}
        title="不予开户"
        confirm={
          <button className="btn btn--go" form="decline" name="intent" value="decline">
            确认不予开户
          </button>
        }
      >
        <p>{content.name}的申请将结束，申请的人社部门会收到原因。</p>
        <Form method="post" id="decline" noValidate>
          <PlainField label="原因" error={wrong}>
            {(rest) => <textarea className="in in--area" name="reason" rows={3} maxLength={500} {...rest} />}
          </PlainField>
        </Form>
      </ConfirmDialog>
    </Section>
  );
}

const rolesOf = (raw: Raw): readonly unknown[] => (Array.isArray(raw.capacities) ? raw.capacities : []);

type PartProps = { raw: Raw; change(name: string, value: unknown): void; told(path: string): string | undefined };

function Capacities({ raw, change, told }: PartProps) {
  const ticked = rolesOf(raw);
  const error = told('capacities') ?? told('organisationId');
  return (
    <fieldset className="group" id="f-capacities">
      <legend className="lab">
        <Label required>账号可用的身份</Label>
      </legend>
      <div className="ticks">
        {AUDITOR_ROLES.map((role) => (
          <label key={role} className="tick">
            <input
              type="checkbox"
              className="ck"
              checked={ticked.includes(role)}
              onChange={({ currentTarget: { checked } }) =>
                change('capacities', checked ? [...ticked, role] : ticked.filter((other) => other !== role))
              }
            />{' '}
            {CAPACITY_LABEL[role]}
          </label>
        ))}
      </div>
      {error && <FieldError message={error} />}
    </fieldset>
  );
}

const isBody = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && 'organisationId' in value;

/** The capacities that the reason of a request speaks of; a unit's by default. */
function capacitiesFor(reason: string | undefined): AuditorRole[] {
  if (reason === '业务主管部门管理员账号') return ['department'];
  if (reason === '人才服务中心账号') return ['talentCentre', 'employer'];
  return ['employer'];
}

const rawOf = (request: AccountRequest | null): Raw => ({
  capacities: capacitiesFor(request?.content.reason),
  ...(request && {
    name: request.content.name,
    regionCode: request.content.region,
    unitNature: request.content.unitNature,
  }),
});

type Props = { known: boolean; request: AccountRequest | null; sources: FieldSources; refusal?: Refusal };

/** 开户: body, capacities and account in one act; or an account for a body that is there. */
export function OpenForm({ known, request, sources, refusal }: Props) {
  const { active } = useFrame();
  const told = (path: string) => refusal?.issues.find((issue) => issue.path === path)?.message;
  const unit = Object.keys(newUnitAccountFields).filter((name) => !(name in accountFields));
  const account = { title: '账号', names: Object.keys(accountFields), lead: <p className="hint">{USERNAME_RULE}</p> };
  return (
    <>
      <Tabs
        label="单位"
        param="body"
        items={[
          { label: '新单位', value: '' },
          { label: '平台已有单位', value: 'known' },
        ]}
      />
      <KitForm
        key={String(known)}
        fields={known ? accountFields : newUnitAccountFields}
        blocks={
          known ? [account] : [{ title: '单位', names: unit, lead: <p className="hint">{USCC_RULE}</p> }, account]
        }
        initial={rawOf(request)}
        version={null}
        account={active?.id ?? ''}
        record={`open-account-${known ? 'known' : 'new'}-${request?.id ?? ''}`}
        sources={sources}
        refusal={refusal}
        after={(raw, change) => (
          <Section title={known ? '单位和身份' : '身份'}>
            {known && (
              <BodyField
                name="organisationId"
                label="单位名称"
                initial={isBody(raw.body) ? raw.body : undefined}
                onChoose={(body) => change('body', body)}
              />
            )}
            <Capacities raw={raw} change={change} told={told} />
          </Section>
        )}
        intents={[{ value: 'open', label: '开户', main: true }]}
        cancelTo={ACCOUNTS}
      />
    </>
  );
}
