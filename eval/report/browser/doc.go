// Package browser holds tests of the pages that `cost report` and `cost chart` write, in a real browser: Chromium without a
// window. It is a module of its own, so that whoever uses cost does not get the library that steers it. The pages come from the
// command, which the tests build; nothing of cost is imported.
//
//	cd eval/report/browser
//	NODE_PATH=... go test -count=1    # a folder with the npm packages axe-core and html-validate
//
// -count=1 since the go command does not know that the pages have changed.
package browser
