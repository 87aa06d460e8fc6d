package page

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"koubo/notify/signup"
	"koubo/sources/config"
	"koubo/web/choice"
	"koubo/web/front"
	"koubo/web/response"
)

// signUpsAnHour is how often a client may ask for a subscription in an hour. Behind a proxy that is not trusted, all clients are one.
const signUpsAnHour = 10

// maxForm bounds the form in bytes.
const maxForm = 8 << 10

// ConfirmAddress is where, from the front's own address on, a reader confirms a subscription.
func ConfirmAddress(token string) string {
	return front.ConfirmPath + "?" + url.Values{"token": {token}}.Encode()
}

type signUpView struct {
	Frame
	Asked, Subscribed         bool
	Receiver, Selection, Pace string
	Confirm                   string // where the button leads
	Back                      string // the page of the selection
}

// signUp takes the form of the subscribe box, and has a letter sent.
func (s *Pages) signUp(w http.ResponseWriter, r *http.Request) error {
	if s.SignUp == nil {
		return response.Missing("配信の申込み", "No subscriptions are taken here.")
	}
	if r.Method != http.MethodPost {
		http.Redirect(w, r, s.Prefix+"/", http.StatusSeeOther)
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
	return s.showSignUp(w, signUpView{Frame: s.Frame("確認のお知らせを送ります", ""), Asked: true, Back: choice.Address("/", o.Query)})
}

// admit refuses forms that other sites post, and clients that ask too often.
func (s *Pages) admit(w http.ResponseWriter, r *http.Request) error {
	if r.Header.Get("Sec-Fetch-Site") == "cross-site" {
		return response.Refusal(http.StatusForbidden, "ほかのサイトからの申込みは受け付けません。このサイトのページからお申し込みください。", "Forms of other sites are not taken.")
	}
	if wait := s.signUps.Take(s.TrustedProxies.Client(r), 1, s.Now()); wait > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(int(wait.Seconds())+1))
		refusal := response.TooMany
		refusal.Japanese = fmt.Sprintf("申込みが短い間に続いています。%d分ほどしてからもう一度お申し込みください。", int(wait/time.Minute)+1)
		return refusal
	}
	return nil
}

// offerOf reads the form.
func (s *Pages) offerOf(w http.ResponseWriter, r *http.Request) (o signup.Offer, err error) {
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	if err := r.ParseForm(); err != nil {
		return o, response.BadRequest("申込みを読み取れません。ページの用紙からお申し込みください。", "The form cannot be read.")
	}
	values, err := url.ParseQuery(r.PostForm.Get("selection"))
	if err != nil {
		return o, response.BadRequest("申込みの条件を読み取れません。ページの用紙からお申し込みください。", "The selection cannot be read.")
	}
	q, err := choice.SelectionOf(values)
	return signup.Offer{Address: r.PostForm.Get("address"), Query: choice.Whole(q), When: config.Pace(r.PostForm.Get("when"))}, err
}

// confirm shows what a link would subscribe to, and does so when the button is pressed. A look stores nothing: mail servers follow
// links to see what is there.
func (s *Pages) confirm(w http.ResponseWriter, r *http.Request) error {
	if s.SignUp == nil {
		return response.Missing("配信の申込み", "No subscriptions are taken here.")
	}
	token, view := r.URL.Query().Get("token"), signUpView{Frame: s.Frame("配信の確認", "")}
	o, err := s.SignUp.Read(token)
	if err == nil && r.Method == http.MethodPost {
		view.Subscribed = true
		o, err = s.SignUp.Subscribe(token)
	}
	if err := s.signUpFailure(err); err != nil {
		return err
	}
	view.Receiver, view.Pace, view.Selection = o.Receiver(), signup.PaceWords[o.When], cmp.Or(choice.LabelsOf(choice.ActiveOf(o.Query)), "募集中のすべて")
	view.Confirm, view.Back = ConfirmAddress(token), choice.Address("/", o.Query)
	return s.showSignUp(w, view)
}

func (s *Pages) showSignUp(w http.ResponseWriter, view signUpView) error {
	page, err := s.Render("signup.html", view)
	if err != nil {
		return err
	}
	w.Header().Set("X-Robots-Tag", "noindex")
	sendUnkept(w, page)
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
	{signup.ErrSpent, http.StatusGone, "このリンクで登録した配信はすでに停止され、リンクは使えなくなりました。また受け取るには、公募の一覧からもう一度お申し込みください。", "What this link subscribed to was ended since: ask for a new letter from the page."},
}

// signUpFailure words an error of a sign-up; the log hears of what the operator can mend.
func (s *Pages) signUpFailure(err error) error {
	for _, f := range signUpFailures {
		if errors.Is(err, f.is) {
			cause := err
			if f.status < http.StatusInternalServerError {
				cause = nil
			}
			return response.Failure{Status: f.status, Japanese: f.ja, English: f.en, Cause: cause}
		}
	}
	return err
}
