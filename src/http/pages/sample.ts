/**
 * An article to try the page with, of the kind that it is for: an English story on a French site, and what stands around it.
 * @module
 */

/** A page of a news aggregator. */
export const SAMPLE = `<nav><a href="/">Accueil</a> <a href="/monde">Monde</a> <a href="/culture">Culture</a></nav>
<article>
  <h1>Night train returns to the coast after eleven years</h1>
  <p class="meta">Publié le 4 octobre 2025 à 7 h 40 · <span>Temps de lecture : 2 min</span></p>
  <p>HARWELL — The first night train to the coast in <em>eleven years</em> left the capital on Friday evening.
  Every bed was taken, and 340 people were on the waiting list.</p>
  <p>“My father worked on the last one,” said Lena Marsh, a teacher who had come to the station with her two sons.
  “We have waited a long time for this.”</p>
  <p>The railway hopes to carry 120,000 passengers in <a href="https://harwell.example/rail">its first year</a>. Two
  more lines will be opened in the spring.</p>
  <a class="more" href="/n/9">Lire la suite »</a>
</article>
<aside>
  <p><b>Similar News:</b>Vous pouvez également lire des articles du même genre, choisis chaque jour dans la presse étrangère.</p>
  <h2>À lire aussi</h2>
  <ul>
    <li>The boats will leave again on Monday morning, the company said. <time>Il y a 3 heures</time></li>
    <li>Les librairies indépendantes ouvriront le dimanche. <time>Il y a 5 heures</time></li>
  </ul>
</aside>
<footer><a href="#">Partager cet article</a> <a href="/legal">Mentions légales</a></footer>
`;
