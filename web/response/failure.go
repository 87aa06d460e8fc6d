package response

import (
	"net/http"
)

// Failure is an answer other than the wanted one, in a sentence for the reader in both languages.
type Failure struct {
	Status            int
	Japanese, English string
	Cause             error // for the log; nil where the reader is at fault
}

func (f Failure) Error() string { return f.English }
func (f Failure) Unwrap() error { return f.Cause }

// Broken is the failure of koubo itself; what exactly failed stands in the log and not on the page.
func Broken(cause error) Failure {
	return Failure{http.StatusInternalServerError, "内部エラーのため表示できません。しばらくしてからもう一度お試しください。",
		"Something failed inside koubo: try again in a while.", cause}
}

// Missing is the failure where what is asked for does not exist.
func Missing(what, en string) Failure {
	return Failure{http.StatusNotFound, what + "は見つかりません。番号や綴りをご確認ください。", en, nil}
}

// Handler is a route that may end in a failure.
type Handler func(w http.ResponseWriter, r *http.Request) error

// BadRequest is the failure where the parameters cannot be used.
func BadRequest(ja, en string) Failure {
	return Failure{http.StatusBadRequest, ja, en, nil}
}

// Refusal is a failure that is the reader's, with its HTTP status.
func Refusal(status int, ja, en string) Failure {
	return Failure{Status: status, Japanese: ja, English: en}
}

// TooMany refuses a client that asks too often.
var TooMany = Failure{http.StatusTooManyRequests, "短い間に多くの要求がありました。少し待ってからもう一度お試しください（待つ秒数は Retry-After にあります）。",
	"Too many requests in a short time: wait as many seconds as Retry-After says, then ask again.", nil}
