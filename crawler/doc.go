// Package crawler visits sources: it waits for each host's turn, asks robots.txt, fetches what changed, has it parsed
// and normalized, and hands the outcome to a store in one piece. It knows neither bbolt nor feeds.
package crawler
