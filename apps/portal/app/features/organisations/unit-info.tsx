import { Link, useSearchParams } from '@remix-run/react';
import type { Caller } from '@zhicheng/core';
import { KeyValues } from '../../components/key-values.tsx';
import { Note } from '../../components/note.tsx';
import { Section } from '../../components/section.tsx';
import { Breadcrumbs, PageHead } from '../../frames/page.tsx';
import { SettingsTabs } from './settings-tabs.tsx';

export type Unit = Awaited<ReturnType<Caller['organisations']['mine']>>;

/** 单位基本信息 and 单位详细信息 (AH-30.03..05). */
export function UnitInfo({ unit }: { unit: Unit }) {
  const [query] = useSearchParams();
  const { details } = unit;
  return (
    <>
      <Breadcrumbs trail={[{ label: '首页', to: '/work' }, { label: '管理设置' }, { label: '单位信息' }]} />
      <PageHead
        title="单位信息"
        aside={
          <Link className={unit.regionCode === null ? 'btn btn--go' : 'btn'} to="edit">
            完善单位信息
          </Link>
        }
      />
      <SettingsTabs current="unit" postQuotas={unit.postQuotas} />
      <div className="workhome">
        {query.has('saved') && (
          <Note live>
            <p>单位信息已保存。</p>
          </Note>
        )}
        {unit.regionCode === null && (
          <Note face="back" title="还没有选择属地">
            <p>属地未完善，本单位人员无法申报。点“完善单位信息”选择属地。</p>
          </Note>
        )}
        <Section title="单位基本信息">
          <KeyValues
            items={[
              ['单位名称', unit.name],
              ['统一社会信用代码', unit.uscc],
              ['法定代表人姓名', details.legalRepresentative],
              ['法定代表人电话', details.legalPhone],
              ['单位性质', unit.unitNature?.name],
              ['单位联系人', details.contact],
              ['手机号码', details.mobile],
              ['传真号码', details.fax],
              ['电子邮箱', details.email],
              ['单位通讯地址', details.address],
              ['所属人社', unit.hrss?.name],
              ['属地', unit.regionName],
            ]}
          />
        </Section>
        <Section title="单位详细信息">
          <KeyValues
            items={[
              ['行业代码', details.industryCode],
              ['单位状态', details.unitStatus],
              ['经济类型', details.economicType],
              ['税号', details.taxNumber],
              ['工商登记执照种类', details.licenceKind],
              ['工商登记执照号码', details.licenceNumber],
              ['工商登记发照日期', details.licenceDate],
              ['工商登记有效期限(年)', details.licenceYears],
              ['批准文号', details.approvalNumber],
              ['批准日期', details.approvalDate],
              ['批准成立单位', details.approvedBy],
            ]}
          />
        </Section>
      </div>
    </>
  );
}
