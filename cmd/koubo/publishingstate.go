package main

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"net"
	"syscall"

	"koubo/cmd/koubo/wording"
	"koubo/notify"
	"koubo/publish/target"
)

// The drawer of the data file in which stands how publishing the site fares, so that a start forgets no failure that an operator was
// alerted of, and repeats none.
const (
	siteDrawer = "site"
	siteKey    = "fares"
)

// siteFares is how publishing the site fares. It may be called from any goroutine.
func (s *service) siteFares() notify.Site {
	if fares := s.site.Load(); fares != nil {
		return *fares
	}
	return notify.Site{}
}

// keepSite stores how publishing the site fares; of a site that is published nowhere nothing is kept.
func (s *service) keepSite(fares notify.Site) error {
	if s.keptSite() == fares {
		return nil // nothing is written by the usual service, which publishes nothing, nor by a start
	}
	var value []byte // which removes it
	if fares != (notify.Site{}) {
		var err error
		if value, err = json.Marshal(fares); err != nil {
			return err
		}
	}
	return s.store.Drawer(siteDrawer).Put(map[string][]byte{siteKey: value})
}

// keptSite is what was stored. What cannot be read is as if nothing were.
func (s *service) keptSite() (fares notify.Site) {
	err := s.store.Drawer(siteDrawer).Each(func(key string, value []byte) error {
		if key != siteKey {
			return nil
		}
		return json.Unmarshal(value, &fares)
	})
	if err != nil {
		s.log.Warn("how publishing the site fared before cannot be read", "error", err)
		return notify.Site{}
	}
	return fares
}

// publishFault words for an operator why the site was not published: what it is about and what to do where that is known, and the
// sentence of the log in Japanese, as far as the catalogue has it.
func publishFault(err error) string {
	known := ""
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		known = "ディスクがいっぱいです。空きを作ってください。"
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		known = "書き込む権限がありません。フォルダーの持ち主と権限を確かめてください。"
	case errors.As(err, new(target.Refused)):
		known = "オブジェクトストレージに断られました。鍵とその権限、バケットの名前を確かめてください。"
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, new(net.Error)):
		known = "オブジェクトストレージから応答がありません。動いているか確かめてください。"
	}
	return known + "（" + wording.Japanese.Text(err.Error()) + "）"
}
