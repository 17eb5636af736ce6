import type { LifeStatus } from '../domain/life.js';

const ended: LifeStatus[] = ['refused', 'withdrawn', 'lapsed', 'expired', 'invalidated'];

/** What people call a status, in both languages; some names stand for several. Keys are folded. */
const statuses: Readonly<Record<string, readonly LifeStatus[]>> = {
  pending: ['pending'],
  filed: ['pending'],
  申请: ['pending'],
  未公开: ['pending'],
  published: ['published'],
  公开: ['published'],
  公布: ['published'],
  审中: ['pending', 'published'],
  在审: ['pending', 'published'],
  'in-force': ['in-force'],
  'in force': ['in-force'],
  granted: ['in-force'],
  registered: ['in-force'],
  active: ['in-force'],
  有效: ['in-force'],
  授权: ['in-force'],
  有权: ['in-force'],
  注册: ['in-force'],
  维持: ['in-force'],
  refused: ['refused'],
  rejected: ['refused'],
  驳回: ['refused'],
  withdrawn: ['withdrawn'],
  abandoned: ['withdrawn'],
  撤回: ['withdrawn'],
  视为撤回: ['withdrawn'],
  视撤: ['withdrawn'],
  放弃: ['withdrawn'],
  lapsed: ['lapsed'],
  终止: ['lapsed'],
  未缴年费: ['lapsed'],
  注销: ['lapsed'],
  expired: ['expired'],
  届满: ['expired'],
  期满: ['expired'],
  invalidated: ['invalidated'],
  revoked: ['invalidated'],
  invalid: ['invalidated'],
  无效: ['invalidated'],
  alive: ['pending', 'published', 'in-force'],
  dead: ended,
  ended,
  inactive: ended,
  失效: ended,
  无权: ended,
  unknown: ['unknown'],
  未知: ['unknown'],
};

export const statusNames: readonly string[] = Object.keys(statuses);

/** Statuses of ST.27 that a folded name stands for. */
export function statusesOf(name: string): readonly LifeStatus[] | undefined {
  return Object.hasOwn(statuses, name) ? statuses[name] : undefined;
}
