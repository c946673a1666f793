// The audit: this browser sends what a hostile one could, and the app tells what arrived of it.
(() => {
  'use strict';

  const base = new URL('.', document.currentScript.src);
  const byId = id => document.getElementById(id);
  const parallel = 4;
  let skip = () => { };

  async function post(path, body) {
    const response = await fetch(new URL(path, base), {
      method: 'POST',
      redirect: 'error',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(problem(text) ?? `The app answered with ${response.status}. Sign in again, or reload the page.`);
    }

    return JSON.parse(text);
  }

  function problem(text) {
    try {
      const { error, code, title } = JSON.parse(text);
      return error ?? (code && `${code}: ${title}`);
    } catch {
      return null;
    }
  }

  /** A probe's answer does not matter: what arrived of it is in the report. */
  const probe = ({ url, headers }, redirect) =>
    fetch(new URL(url, base), { headers, redirect, cache: 'no-store' }).catch(() => null);

  async function probeAll(probes) {
    const open = [...probes];
    const worker = async () => {
      while (open.length > 0) {
        await probe(open.shift(), 'manual');
        say(`Sending forged headers: ${probes.length - open.length} of ${probes.length} requests.`);
      }
    };
    await Promise.all(Array.from({ length: parallel }, worker));
  }

  /** Opens a WebSocket and says nothing for a while; then asks whether anybody is still there. */
  function hold(path, seconds) {
    return new Promise(done => {
      const url = new URL(path, base);
      url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
      const socket = new WebSocket(url);
      let opened = 0;
      let timer = 0;
      let wanted = seconds;
      const lasted = () => opened ? (performance.now() - opened) / 1000 : 0;
      const end = (closed, code) => {
        clearInterval(timer);
        byId('audit-skip').hidden = true;
        done({ opened: opened > 0, seconds: lasted(), wanted, closed, code });
      };
      const ask = () => {
        clearInterval(timer);
        say('Asking whether the WebSocket still works.');
        socket.send('still there?');
        timer = setInterval(() => end(true, 0), 10000);
      };
      skip = () => {
        wanted = Math.min(seconds, lasted());
        ask();
      };
      socket.addEventListener('open', () => {
        opened = performance.now();
        byId('audit-skip').hidden = false;
        timer = setInterval(() => {
          if (lasted() >= seconds) {
            ask();
          } else {
            say(`Holding a WebSocket idle: ${Math.floor(lasted())} of ${seconds} seconds.`);
          }
        }, 200);
      });
      socket.addEventListener('message', () => {
        end(false, 1000);
        socket.close();
      });
      socket.addEventListener('close', event => end(true, event.code));
    });
  }

  async function run(identity) {
    byId('audit-start').disabled = true;
    byId('audit-result').hidden = true;
    say('Asking what the proxies send by themselves.');
    try {
      const { run: name, probe: first } = await post('audit', { page: location.href, identity, identityConfirmed: identity });
      await probe({ url: first }, 'manual');
      const plan = await post('audit/plan', { run: name });
      const redirect = probe({ url: plan.redirect }, 'follow');
      const socket = hold(plan.webSocket, plan.idleSeconds);
      await probeAll(plan.probes);
      await redirect;
      show(await post('audit/report', { run: name }));
      const seen = await socket;
      show(await post('audit/report', { run: name, webSocket: seen }));
      byId('audit-result').dataset.state = 'done';
    } catch (error) {
      say(`The audit ended: ${error.message}`);
      byId('audit-result').dataset.state = 'failed';
    } finally {
      byId('audit-start').disabled = false;
    }
  }

  const say = text => { byId('audit-state').textContent = text; };

  function element(name, content, className) {
    const made = document.createElement(name);
    made.append(...[content].flat());
    made.className = className ?? '';
    return made;
  }

  const tones = { safe: 'good', harmless: 'plain', dangerous: 'error', unknown: 'warning' };
  const outcomes = { notReceived: 'not received', stripped: 'stripped', overwritten: 'overwritten', appended: 'appended', passedThrough: 'passed through' };

  /** What it means, and how to mend it: at hand where it must be mended, folded where it may be. */
  function meaning(verdict, open) {
    const parts = [];
    if (verdict.code) {
      parts.push(element('code', verdict.code), ' ');
    }

    parts.push(verdict.title);
    const fixes = [
      ...(verdict.fix ? [element('dt', 'Here'), element('dd', element('code', verdict.fix))] : []),
      ...verdict.proxies.flatMap(fix => [element('dt', fix.proxy), element('dd', element('code', fix.line))]),
    ];
    if (fixes.length > 0) {
      const details = element('details', [element('summary', verdict.code ? 'Fix' : 'At the proxy'), element('dl', fixes)]);
      details.open = open;
      parts.push(details);
    }

    return parts;
  }

  const badge = verdict => element('span', verdict.risk, `badge ${tones[verdict.risk]}`);

  function headerRow(row) {
    const arrived = row.received.length === 0 ? '' : element('code', row.received.join(', '));
    const line = element('tr', [
      element('td', element('code', row.name)),
      element('td', outcomes[row.outcome]),
      element('td', arrived),
      element('td', row.trusted ? 'yes' : 'no'),
      element('td', badge(row.verdict)),
      element('td', meaning(row.verdict, row.verdict.risk === 'dangerous' && !row.isIdentity)),
    ]);
    Object.assign(line.dataset, { header: row.name, outcome: row.outcome, risk: row.verdict.risk, code: row.verdict.code ?? '' });
    return line;
  }

  function group(title, rows) {
    if (rows.length === 0) {
      return [];
    }

    const cell = element('td', title);
    cell.colSpan = 6;
    return [element('tr', cell, 'group'), ...rows.map(headerRow)];
  }

  function show(report) {
    const rank = row => ['dangerous', 'unknown', 'harmless', 'safe'].indexOf(row.verdict.risk);
    const sorted = [...report.headers].sort((a, b) => rank(a) - rank(b));
    byId('audit-headers').tBodies[0].replaceChildren(
      ...group('Forwarding headers', sorted.filter(row => !row.isIdentity)),
      ...group('Identity headers', sorted.filter(row => row.isIdentity)));
    byId('audit-checks').tBodies[0].replaceChildren(...report.checks.map(check => {
      const line = element('tr', [
        element('td', check.name),
        element('td', badge(check.verdict)),
        element('td', [element('p', check.evidence, 'meta'), ...meaning(check.verdict, true)]),
      ]);
      Object.assign(line.dataset, { check: check.name, risk: check.verdict.risk, code: check.verdict.code ?? '' });
      return line;
    }));
    byId('audit-result').hidden = false;
    const bad = [...report.headers, ...report.checks].filter(row => row.verdict.risk === 'dangerous').length;
    say(`${report.received} of ${report.planned} requests arrived. ${bad === 0 ? 'Nothing dangerous was found.' : `${bad} to mend.`}`);
  }

  byId('audit-form').addEventListener('submit', event => {
    event.preventDefault();
    if (byId('audit-identity').checked) {
      byId('audit-confirm').hidden = false;
      byId('audit-confirmed').focus();
    } else {
      run(false);
    }
  });
  for (const [id, identity] of [['audit-confirmed', true], ['audit-cancelled', false]]) {
    byId(id).addEventListener('click', () => {
      byId('audit-confirm').hidden = true;
      run(identity);
    });
  }

  byId('audit-skip').addEventListener('click', () => skip());
  byId('audit-start').disabled = false;
})();
