package signup

import (
	"context"
	"fmt"
	"time"

	"koubo/notify"
	"koubo/opportunity/jdate"
	"koubo/sources/config"
	"koubo/store/outbox"
)

// PaceWords are the paces that a reader can choose.
var PaceWords = map[config.Pace]string{config.Daily: "毎日8時", config.Weekly: "毎週月曜8時"}

// Ask sends the letter of confirmation for an offer, but no second one to the same address within a day that did not confirm the first: then nothing happens, and
// nothing is said, so that nobody learns who asked before. The error is one of this package's.
func (l *List) Ask(ctx context.Context, o Offer) error {
	o, err := l.check(o)
	if err != nil {
		return err
	}
	if l.isFull() {
		return ErrFull
	}
	now := l.now()
	token, err := l.token(o, now)
	if err != nil {
		return err
	}
	m := l.letter(o, token, now)
	if len(m.Items[0].Link) > mostLink {
		return ErrOffer
	}
	mailbox, domain := o.countedAs()
	this := sent{now, l.keys.name("mailbox", mailbox), l.keys.name("domain", domain), l.keys.name("token", token)}
	switch l.quota.take(this, l.Limits) {
	case wasSent:
		return nil
	case mustNotNow:
		return ErrBusy
	}
	n := notificationOf("confirmation", o)
	if err := l.Courier.Send(ctx, n, m, outbox.Letter{}); err != nil {
		l.quota.giveBack(this)
		return fmt.Errorf("%w: %w", ErrLetter, err)
	}
	return nil
}

// mostLink bounds the link in bytes: Discord takes 2,048.
const mostLink = 2000

// letter words the letter of confirmation. Nothing of it was written by whoever asks: it may go to somebody else. That of one
// address has one Message-ID a day.
func (l *List) letter(o Offer, token string, now time.Time) notify.Message {
	return notify.Message{
		Key: l.keys.name("letter", o.Address, string(jdate.DateOf(now))), Made: now, Headline: "公募のお知らせの確認：まだ登録されていません",
		Items: []notify.Item{{Title: "内容を確かめて配信を始める", Link: l.Confirm(token), Lines: []string{
			"公募のお知らせを「" + PaceWords[o.When] + "」に受け取る申込みがありました。",
			"リンクのページを開き、条件を確かめてボタンを押すと配信が始まります。リンクは24時間有効です。",
			"心当たりがなければ、何もしないでください。何も登録されず、これ以上は届きません。",
		}}},
	}
}
