package main

import (
	"time"

	"github.com/fsnotify/fsnotify"
)

// pollEvery is how often files are looked at without an event: some file systems, such as those over a network, send none, and
// a system may have no more watches to give.
const pollEvery = time.Second

// listener wakes who waits when something may have happened in some folders. Folders are watched and not files, since editors
// put a new file in the place of the old one. What happened is not told: whoever wakes looks.
type listener struct {
	wake    chan struct{}     // holds one
	events  *fsnotify.Watcher // nil where the system has none to give
	watched map[string]bool
	stop    chan struct{}
	done    chan struct{}
}

// listen begins to listen; close ends it.
func listen(every time.Duration) *listener {
	l := &listener{wake: make(chan struct{}, 1), watched: map[string]bool{}, stop: make(chan struct{}), done: make(chan struct{})}
	if events, err := fsnotify.NewWatcher(); err == nil {
		l.events = events
	}
	go l.attend(every)
	return l
}

// attend turns events and the passing of time into wakes, until the listener is closed.
func (l *listener) attend(every time.Duration) {
	defer close(l.done)
	tick := time.NewTicker(every)
	defer tick.Stop()
	var events chan fsnotify.Event
	var problems chan error
	if l.events != nil {
		events, problems = l.events.Events, l.events.Errors
	}
	for {
		select {
		case <-l.stop:
			return
		case <-tick.C:
		case _, open := <-events:
			if !open {
				events, problems = nil, nil
			}
		case <-problems: // such as more events than were kept
		}
		l.rouse()
	}
}

// rouse wakes who waits, or who will.
func (l *listener) rouse() {
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

// follow watches these folders and no others. What happened in a new one before it was watched is looked for.
func (l *listener) follow(folders []string) {
	if l.events == nil {
		return
	}
	before := l.watched
	l.watched = map[string]bool{}
	for _, folder := range folders {
		if l.events.Add(folder) != nil {
			continue // it is looked at every so often all the same
		}
		l.watched[folder] = true
		if !before[folder] {
			l.rouse()
		}
	}
	for folder := range before {
		if !l.watched[folder] {
			_ = l.events.Remove(folder) // it may be gone
		}
	}
}

// close ends what runs beside.
func (l *listener) close() {
	if l.events != nil {
		_ = l.events.Close() // nothing is written
	}
	close(l.stop)
	<-l.done
}
