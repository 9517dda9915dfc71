'use strict';
(() => {
  // Theme: what the system has, until the button says otherwise. The button names the theme that is on.
  const root = document.documentElement;
  const button = document.getElementById('theme');
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const current = () => root.dataset.theme || (dark.matches ? 'dark' : 'light');
  const name = () => { button.textContent = current() === 'dark' ? 'Dark' : 'Light'; };
  button.addEventListener('click', () => {
    root.dataset.theme = current() === 'dark' ? 'light' : 'dark';
    name();
  });
  dark.addEventListener('change', name);
  name();

  // Stages far from the load line fold away; without this script they are all there.
  const stages = document.getElementById('stages');
  const toggle = document.getElementById('all');
  if (stages && toggle) {
    const titles = stages.querySelectorAll('[data-near]');
    const show = near => {
      stages.classList.toggle('near-only', near);
      for (const title of titles) title.textContent = near ? title.dataset.near : title.dataset.all;
      toggle.textContent = near ? 'Show all' : 'Show fewer';
    };
    toggle.hidden = false;
    toggle.addEventListener('click', () => show(!stages.classList.contains('near-only')));
    addEventListener('beforeprint', () => show(false));
    show(true);
  }
  addEventListener('beforeprint', () => document.querySelectorAll('details').forEach(d => { d.open = true; }));

  // Hover: the nearest point of a chart, told in text; never as markup.
  const svgElement = (kind, attributes) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', kind);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  for (const chart of document.querySelectorAll('[data-points]')) {
    const points = JSON.parse(chart.dataset.points);
    const [left, top, right, bottom] = JSON.parse(chart.dataset.plot);
    const scatter = chart.dataset.scatter === 'true';
    const svg = chart.querySelector('.plot svg');
    if (!points.length || !svg) continue;
    const cross = svgElement('line', { class: 'cross', y1: top, y2: bottom, visibility: 'hidden' });
    const dot = svgElement('circle', { class: 'dot', r: 4, visibility: 'hidden' });
    svg.append(cross, dot);
    const tip = document.createElement('div');
    tip.className = 'tip';
    tip.hidden = true;
    chart.append(tip);
    const hide = () => {
      tip.hidden = true;
      cross.setAttribute('visibility', 'hidden');
      dot.setAttribute('visibility', 'hidden');
    };
    svg.addEventListener('pointerleave', hide);
    svg.addEventListener('pointermove', event => {
      const box = svg.getBoundingClientRect();
      const view = svg.viewBox.baseVal;
      const x = (event.clientX - box.left) * view.width / box.width;
      const y = (event.clientY - box.top) * view.height / box.height;
      if (x < left - 8 || x > right + 8 || y < top - 8 || y > bottom + 8) { hide(); return; }
      const far = p => scatter ? Math.hypot(p[0] - x, p[1] - y) : Math.abs(p[0] - x);
      const nearest = points.reduce((a, b) => far(b) < far(a) ? b : a);
      cross.setAttribute('x1', nearest[0]);
      cross.setAttribute('x2', nearest[0]);
      cross.setAttribute('visibility', scatter ? 'hidden' : 'visible');
      dot.setAttribute('cx', nearest[0]);
      dot.setAttribute('cy', nearest[1]);
      dot.setAttribute('visibility', 'visible');
      const [heading, ...lines] = nearest.slice(2);
      tip.replaceChildren(Object.assign(document.createElement('b'), { textContent: heading }), '\n' + lines.join('\n'));
      tip.hidden = false;
      const frame = chart.getBoundingClientRect();
      const px = box.left - frame.left + nearest[0] * box.width / view.width;
      const py = box.top - frame.top + nearest[1] * box.height / view.height;
      const flip = px + tip.offsetWidth + 16 > frame.width;
      tip.style.left = Math.max(4, flip ? px - tip.offsetWidth - 12 : px + 12) + 'px';
      tip.style.top = Math.max(4, Math.min(py - 12, frame.height - tip.offsetHeight - 4)) + 'px';
    });
  }
})();
