import type { ApplicationNumber, Reading } from './number-form.js';

/** What a word before a number says about it. */
export interface Announcement {
  role: Reading['role'];
  kind?: string;
  right: ApplicationNumber['kindOfRight'];
  reason: string;
}
/** What stands before a Japanese number (JPO). */
export const announcements: Record<string, Announcement> = {
  特開: { role: 'publication', kind: 'A', right: 'invention', reason: 'JP unexamined patent application (特開)' },
  特表: { role: 'publication', kind: 'A', right: 'invention', reason: 'JP translation of a PCT application (特表)' },
  特公: { role: 'publication', kind: 'B2', right: 'invention', reason: 'JP examined patent application (特公)' },
  特許: { role: 'publication', right: 'invention', reason: 'JP patent number (特許)' },
  特願: { role: 'application', right: 'invention', reason: 'JP patent application (特願)' },
  再表: { role: 'publication', kind: 'A1', right: 'invention', reason: 'JP republication of a PCT application (再表)' },
  再公表: {
    role: 'publication',
    kind: 'A1',
    right: 'invention',
    reason: 'JP republication of a PCT application (再公表)',
  },
  実開: { role: 'publication', kind: 'U', right: 'utility-model', reason: 'JP unexamined utility model (実開)' },
  実公: { role: 'publication', kind: 'Y2', right: 'utility-model', reason: 'JP examined utility model (実公)' },
  実登: { role: 'publication', right: 'utility-model', reason: 'JP registered utility model (実登)' },
  実用新案登録: { role: 'publication', right: 'utility-model', reason: 'JP registered utility model' },
  実願: { role: 'application', right: 'utility-model', reason: 'JP utility model application (実願)' },
  意登: { role: 'publication', right: 'design', reason: 'JP registered design' },
  意匠登録: { role: 'publication', right: 'design', reason: 'JP registered design' },
  意願: { role: 'application', right: 'design', reason: 'JP design application (意願)' },
  商標登録: { role: 'registration', kind: 'TM', right: undefined, reason: 'JP registered trademark' },
  商願: { role: 'application', kind: 'TM', right: undefined, reason: 'JP trademark application (商願)' },
};
export const announcementPattern = new RegExp(`^(${Object.keys(announcements).join('|')})`);
