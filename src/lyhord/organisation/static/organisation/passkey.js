// A passkey that was cancelled or refused: say so in words instead of in the console.
document.addEventListener("allauth.error", (event) => {
  const place = document.getElementById("passkey-error");
  if (!place) return;
  event.preventDefault();
  place.textContent = place.dataset.failed;
});
