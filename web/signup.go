package web

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"

	"koubo/notify/signup"
	"koubo/sources"
)

const (
	// signUpPath is where the forms of the subscribe box are posted to.
	signUpPath = "/notify/subscribe"
	// confirmPath is where the link in the letter of confirmation leads.
	confirmPath = "/notify/confirm"
)

// signUpsAnHour is how often a client may ask for a subscription in an hour. Behind a proxy that is not trusted, all clients are one.
const signUpsAnHour = 10

// maxForm bounds the form in bytes.
const maxForm = 8 << 10

// SignUp takes readers' subscriptions; *signup.List does.
type SignUp interface {
	// Channels are those that readers can subscribe by.
	Channels() []sources.Channel
	// Ask sends the letter of confirmation for an offer.
	Ask(ctx context.Context, o signup.Offer) error
	// Read returns the offer that the token of a link holds.
	Read(token string) (signup.Offer, error)
	// Subscribe stores it.
	Subscribe(token string) (signup.Offer, error)
}

// ConfirmAddress is where, from the front's own address on, a reader confirms a subscription.
func ConfirmAddress(token string) string {
	return confirmPath + "?" + url.Values{"token": {token}}.Encode()
}

type signUpView struct {
	frame
	Asked, Subscribed         bool
	Receiver, Selection, Pace string
	Confirm                   string // where the button leads
	Back                      string // the page of the selection
}

// signUp takes the form of the subscribe box, and has a letter sent.
func (s *site) signUp(w http.ResponseWriter, r *http.Request) error {
	if s.SignUp == nil {
		return missing("配信の申込み", "No subscriptions are taken here.")
	}
	if r.Method != http.MethodPost {
		http.Redirect(w, r, s.prefix+"/", http.StatusSeeOther)
		return nil
	}
	if err := s.admit(w, r); err != nil {
		return err
	}
	o, err := s.offerOf(w, r)
	if err == nil {
		err = s.signUpFailure(s.SignUp.Ask(context.WithoutCancel(r.Context()), o)) // a letter that is on its way is not called back
	}
	if err != nil {
		return err
	}
	return s.showSignUp(w, signUpView{frame: s.frame("確認のお知らせを送りました", ""), Asked: true, Back: address("/", o.Query)})
}

// admit refuses forms that other sites post, and clients that ask too often.
func (s *site) admit(w http.ResponseWriter, r *http.Request) error {
	if r.Header.Get("Sec-Fetch-Site") == "cross-site" {
		return failure{http.StatusForbidden, "ほかのサイトからの申込みは受け付けません。このサイトのページからお申し込みください。", "Forms of other sites are not taken.", nil}
	}
	if wait := s.signUps.Take(s.TrustedProxies.Client(r), 1, s.Now()); wait > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(int(wait.Seconds())+1))
		return tooMany
	}
	return nil
}

// offerOf reads the form.
func (s *site) offerOf(w http.ResponseWriter, r *http.Request) (o signup.Offer, err error) {
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	if err := r.ParseForm(); err != nil {
		return o, badRequest("申込みを読み取れません。ページの用紙からお申し込みください。", "The form cannot be read.")
	}
	values, err := url.ParseQuery(r.PostForm.Get("selection"))
	if err != nil {
		return o, badRequest("申込みの条件を読み取れません。ページの用紙からお申し込みください。", "The selection cannot be read.")
	}
	q, err := selectionOf(values)
	return signup.Offer{Address: r.PostForm.Get("address"), Query: whole(q), When: sources.Pace(r.PostForm.Get("when"))}, err
}

// confirm shows what a link would subscribe to, and does so when the button is pressed. A look stores nothing: mail servers follow
// links to see what is there.
func (s *site) confirm(w http.ResponseWriter, r *http.Request) error {
	if s.SignUp == nil {
		return missing("配信の申込み", "No subscriptions are taken here.")
	}
	token, view := r.URL.Query().Get("token"), signUpView{frame: s.frame("配信の確認", "")}
	o, err := s.SignUp.Read(token)
	if err == nil && r.Method == http.MethodPost {
		view.Subscribed = true
		o, err = s.SignUp.Subscribe(token)
	}
	if err := s.signUpFailure(err); err != nil {
		return err
	}
	view.Receiver, view.Pace, view.Selection = o.Receiver(), signup.PaceWords[o.When], cmp.Or(labelsOf(activeOf(o.Query)), "募集中のすべて")
	view.Confirm, view.Back = ConfirmAddress(token), address("/", o.Query)
	return s.showSignUp(w, view)
}

func (s *site) showSignUp(w http.ResponseWriter, view signUpView) error {
	page, err := s.render("signup.html", view)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", htmlType)
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Robots-Tag", "noindex")
	_, _ = w.Write(page) // a write error means that the reader has gone
	return nil
}

// signUpFailures word the errors of a sign-up.
var signUpFailures = []struct {
	is     error
	status int
	ja, en string
}{
	{signup.ErrAddress, http.StatusUnprocessableEntity, "メールアドレスの形ではありません。例のように半角で1つだけ入れてください：taro@example.co.jp", "This is no mail address: write one such as taro@example.co.jp."},
	{signup.ErrHook, http.StatusUnprocessableEntity, "通知を送れるウェブフックの番地ではありません。サービスの画面に表示された番地を、はじめの https:// から終わりまでそのまま貼り付けてください。", "This is no webhook of a service that messages are sent to from here: paste its address as a whole, beginning with https://."},
	{signup.ErrOffer, http.StatusUnprocessableEntity, "条件が長すぎるか、頻度が選ばれていません。条件を減らして、ページの用紙からお申し込みください。", "The selection is too long, or no pace is chosen."},
	{signup.ErrBusy, http.StatusTooManyRequests, "申込みが続いているため、いまは確認のお知らせを送れません。1時間ほどしてからもう一度お申し込みください。", "Too many letters of confirmation have left: ask again in an hour."},
	{signup.ErrFull, http.StatusServiceUnavailable, "登録が上限に達しているため、新しい申込みを受け付けていません。RSSリーダーかカレンダーをご利用ください。", "No more subscriptions are taken: use the feeds."},
	{signup.ErrLetter, http.StatusBadGateway, "確認のお知らせを送れませんでした。送り先の番地をご確認のうえ、しばらくしてからもう一度お申し込みください。", "The letter of confirmation could not be sent: check the address and ask again later."},
	{signup.ErrForged, http.StatusNotFound, "このリンクは正しくありません。お知らせのリンクが途中で切れていないかご確認ください。", "This link is not one of ours, or not whole."},
	{signup.ErrExpired, http.StatusGone, "このリンクは期限（24時間）が過ぎています。ページからもう一度お申し込みください。", "This link is older than 24 hours: ask for a new letter from the page."},
}

// signUpFailure words an error of a sign-up; the log hears of what the operator can mend.
func (s *site) signUpFailure(err error) error {
	for _, f := range signUpFailures {
		if errors.Is(err, f.is) {
			cause := err
			if f.status < http.StatusInternalServerError {
				cause = nil
			}
			return failure{f.status, f.ja, f.en, cause}
		}
	}
	return err
}
