package web

import (
	"net/http"
)

// failure is an answer other than the wanted one, in a sentence for the reader in both languages.
type failure struct {
	status int
	ja, en string
	cause  error // for the log; nil where the reader is at fault
}

func (f failure) Error() string { return f.en }
func (f failure) Unwrap() error { return f.cause }

// broken is the failure of koubo itself; what exactly failed stands in the log and not on the page.
func broken(cause error) failure {
	return failure{http.StatusInternalServerError, "内部エラーのため表示できません。しばらくしてからもう一度お試しください。",
		"Something failed inside koubo: try again in a while.", cause}
}

func missing(what, en string) failure {
	return failure{http.StatusNotFound, what + "は見つかりません。番号や綴りをご確認ください。", en, nil}
}

// handler is a route that may end in a failure.
type handler func(w http.ResponseWriter, r *http.Request) error

func badRequest(ja, en string) failure {
	return failure{http.StatusBadRequest, ja, en, nil}
}
