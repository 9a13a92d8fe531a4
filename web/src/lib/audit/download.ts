/** Hands the browser a file made on the page. */
export function download(filename: string, type: string, content: BlobPart): void {
	const url = URL.createObjectURL(new Blob([content], { type }));
	const link = document.createElement('a');
	link.href = url;
	link.download = filename;
	link.click();
	// The click has started the download by the time this runs.
	setTimeout(() => URL.revokeObjectURL(url), 1000);
}
