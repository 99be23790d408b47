// What a page of a publisher does by itself: it loads more, and it reports as things happen.
const more = [
  [
    'The orchestra will play in the old railway station',
    'The hall of the station has the best sound in the city, its director says.',
  ],
  [
    'Les cheminots suspendent leur grève',
    'La direction accepte de rouvrir les discussions sur les salaires.',
  ],
];

document.querySelector('#load').addEventListener('click', ({ target }) => {
  const list = document.querySelector('.stories ul');
  for (const [title, teaser] of more) {
    const story = list.firstElementChild.cloneNode(true);
    story.querySelector('.title').textContent = title;
    story.querySelector('.teaser').textContent = teaser;
    list.append(story);
  }
  target.remove();
});

for (const link of document.querySelectorAll('a')) {
  link.addEventListener('click', () => {
    document.body.dataset.clicked = link.getAttribute('href');
  });
}

document.querySelector('form').addEventListener('submit', (event) => event.preventDefault());

window.report = (text) => {
  document.querySelector('#ticker').textContent = text;
};
