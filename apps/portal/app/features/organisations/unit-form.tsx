import type { Coded, Fields, Raw } from '@zhicheng/series-kit';
import { KeyValues } from '../../components/key-values.tsx';
import { useFrame } from '../../frames/use-frame.ts';
import type { Refusal } from '../../refusal.ts';
import { KitForm } from '../../render/form.tsx';
import type { RegionOption } from '../../render/sources.tsx';
import type { Unit } from './unit-info.tsx';

/** What is known of the unit, as the form's answers. */
export const rawOf = ({ details, regionCode, regionName, unitNature, central }: Unit): Raw => ({
  ...details,
  central,
  ...(regionCode && { region: { code: regionCode, name: regionName.split('-').at(-1) ?? '' } }),
  ...(unitNature && { unitNature }),
});

/** AH-29.07..11 */
const BASICS = ['legalPhone', 'address'];
/** SM-UREG.02 */
const CERTIFICATES = 'certificates';

/** AH-29.18 */
const REGION_RULE = '属地：省属单位选省，市属单位选市，县区单位选县（市、区）。';

const CERTIFICATE_RULE = '扫描件或照片须清晰，在有效期内。由所属人社部门核对。';

type Props = {
  unit: Unit;
  fields: Fields;
  dictionaries: Readonly<Record<string, readonly Coded[]>>;
  regions: readonly RegionOption[];
  /** Further answers known from before. */
  more?: Raw;
  record: string;
  submit: string;
  cancelTo?: string;
  refusal?: Refusal;
};

/** 单位注册 and 完善单位信息: 基础信息, what comes from the sign-on service included, then the rest. */
export function UnitForm({ unit, fields, dictionaries, regions, more, record, submit, cancelTo, refusal }: Props) {
  const { active } = useFrame();
  const rest = Object.keys(fields).filter((name) => !BASICS.includes(name) && name !== CERTIFICATES);
  return (
    <KitForm
      fields={fields}
      blocks={[
        {
          title: '基础信息',
          names: BASICS,
          lead: (
            <KeyValues
              items={[
                ['单位名称', unit.name],
                ['统一社会信用代码', unit.uscc],
                ['法定代表人姓名', unit.details.legalRepresentative],
              ]}
            />
          ),
        },
        { title: '完善单位详细信息', names: rest, lead: <p className="hint">{REGION_RULE}</p> },
        ...(CERTIFICATES in fields
          ? [{ title: '证照附件', names: [CERTIFICATES], lead: <p className="hint">{CERTIFICATE_RULE}</p> }]
          : []),
      ]}
      initial={{ ...rawOf(unit), ...more }}
      version={unit.version}
      account={active?.id ?? ''}
      record={record}
      sources={{ dictionaries, regions }}
      refusal={refusal}
      cancelTo={cancelTo}
      intents={[{ value: 'save', label: submit, main: true }]}
    />
  );
}
