/** Puts a floating box below the control that opened it, inside the window; above it where below there is no room. */
export function placeBelow(box: HTMLElement, control: HTMLElement): void {
  const gap = 4;
  const edge = 16;
  const at = control.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = box;
  const left = Math.max(edge, Math.min(at.left, document.documentElement.clientWidth - width - edge));
  const below = at.bottom + gap;
  const fits = below + height <= window.innerHeight - edge || at.top - gap - height < edge;
  box.style.left = `${left + window.scrollX}px`;
  box.style.top = `${(fits ? below : at.top - gap - height) + window.scrollY}px`;
}
