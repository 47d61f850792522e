import { DECLARATION_KINDS, LEVEL_CODES, type Template } from '@zhicheng/series-kit';
import { FILE_TYPES } from '@zhicheng/storage';
import { z } from 'zod';

/** No slot of any form takes more than this (AH-12.14). */
export const MOST_MB = 30;

const order = z.number().int().min(0).max(100_000);
const rows = z.number('请填写数字').int('请填写整数').min(0, '不能小于 0').max(200, '不能大于 200');
const words = (most: number) => z.string().trim().max(most, `最多 ${most} 字`);
const limits = {
  required: z.boolean().optional(),
  types: z.array(z.enum(FILE_TYPES)).min(1, '请至少选择一种文件格式').optional(),
  maxMB: z.number('请填写数字').positive('大小应大于 0').max(MOST_MB, `单个文件不能超过 ${MOST_MB} MB`).optional(),
  maxCount: z.number('请填写数字').int('请填写整数').min(1, '至少 1 个').max(50, '最多 50 个').optional(),
};
const field = z.object({ off: z.boolean().optional(), ...limits });
const code = z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,59}$/, '代码只能用字母和数字');
const slot = z.object({ code, label: words(60).min(1, '请填写名称'), ...limits });
const added = {
  code,
  label: words(60).min(1, '请填写栏目名称'),
  group: words(30).optional(),
  step: z.enum(['personal', 'achievements']).optional(),
  required: z.boolean().optional(),
};
const situation = z.object({
  level: z.union([z.enum(LEVEL_CODES), z.array(z.enum(LEVEL_CODES))]).optional(),
  specialty: z.union([z.string(), z.array(z.string())]).optional(),
  kind: z.union([z.enum(DECLARATION_KINDS), z.array(z.enum(DECLARATION_KINDS))]).optional(),
  institutionCategory: z.union([z.string(), z.array(z.string())]).optional(),
});

/**
 * What a convening unit may change about its series (AH-22.01, AH-38.02), as it comes from a page: nothing else gets
 * into a plan. Whether the names mean something in the series is asked when it is published (`templateErrors`).
 */
export const templateSchema: z.ZodType<Template, Template> = z.object({
  adjust: z.record(
    z.string(),
    z.object({
      off: z.boolean().optional(),
      required: z.boolean().optional(),
      min: rows.optional(),
      max: rows.optional(),
      order: order.optional(),
      label: words(60).optional(),
      group: words(30).optional(),
      hint: words(300).optional(),
      fields: z.record(z.string(), field).optional(),
    }),
  ),
  add: z
    .array(
      z.discriminatedUnion('kind', [
        z.object({
          ...added,
          kind: z.literal('pick'),
          entity: z.string().min(1, '请选择业绩类型'),
          min: rows.optional(),
          max: rows.optional(),
        }),
        z.object({ ...added, kind: z.literal('attachments'), slots: z.array(slot).max(30) }),
      ]),
    )
    .max(30, '最多增加 30 个栏目'),
  thresholds: z.record(
    z.string(),
    z.array(
      z.object({ when: situation.optional(), value: z.number('请填写数字').min(0, '不能小于 0').max(1_000_000) }),
    ),
  ),
  unitSlots: z.record(z.string(), field),
  addUnitSlots: z.array(slot).max(20, '最多增加 20 个上传项').optional(),
});
