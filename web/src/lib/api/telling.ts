/** The part of the contract that tells people: notices, announcements, call-outs. */
import type { components } from './schema';
import type { Told } from './told';

type Schemas = components['schemas'];

export type NoticeKind = Schemas['NoticeKind'];
export type Notice = Told<Schemas['Notice']>;
export type Notices = Told<Schemas['NoticePage']>;
/** By the clock of the zone. */
export type QuietHours = Told<Schemas['QuietHours']>;
export type NoticePreferences = Told<Schemas['NoticePreferences']>;
/** A browser that push messages go to. */
export type PushSubscription = Told<Schemas['PushSubscription']>;
/** What somebody was told of an assignment, and whether it reached them. */
export type NoticeTold = Told<Schemas['NoticeReceipt']>;

/** Lists given together narrow one another; what stands within one widens it. */
export type Audience = Told<Schemas['AnnouncementAudience']>;
/** How many an announcement would reach now. */
export type AudienceReach = Told<Schemas['AnnouncementReach']>;
export type NewAnnouncement = Schemas['NewAnnouncement'];
export type Announcement = Told<Schemas['AnnouncementView']>;
export type Receipt = Told<Schemas['AnnouncementReceipt']>;
/** An announcement as those have it who were told. */
export type MyAnnouncement = Told<Schemas['OwnAnnouncement']>;

export type CallOutState = Schemas['CallOutState'];
export type CallOutOutcome = Schemas['CallOutOutcome'];
export type CallOutAnswer = Told<Schemas['CallOutAnswer']>;
export type CallOutAudience = Told<Schemas['CallOutAudience']>;
export type CallOut = Told<Schemas['CallOutView']>;
export type NewCallOut = Schemas['NewCallOut'];
export type Coming = Schemas['Coming'];
/** A call-out as one who was asked sees it. */
export type MyCallOut = Told<Schemas['OwnCallOut']>;
