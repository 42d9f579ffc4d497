const PHOTO_PIXELS = 1600;
const PHOTO_QUALITY = 0.8;
const POSITION_MS = 4000;

/**
 * A photo as an address (data:), small enough for a bad line and for the browser to
 * keep. It is drawn anew, so that it says nothing of where it was taken. What is no
 * picture stays as it is, for the server to refuse.
 */
export async function shrink(file) {
    try {
        const image = await createImageBitmap(file, { imageOrientation: "from-image" });
        const scale = Math.min(1, PHOTO_PIXELS / Math.max(image.width, image.height));
        const canvas = document.createElement("canvas");
        canvas.width = Math.max(1, Math.round(image.width * scale));
        canvas.height = Math.max(1, Math.round(image.height * scale));
        canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
        return canvas.toDataURL("image/jpeg", PHOTO_QUALITY);
    } catch {
        return new Promise((resolve, reject) => {
            const reader = new FileReader();
            reader.onload = () => resolve(reader.result);
            reader.onerror = () => reject(reader.error);
            reader.readAsDataURL(file);
        });
    }
}

/** `{latitude, longitude}` where the phone tells it in time, else null. */
export function position() {
    return new Promise((resolve) => {
        // the browser's own limit does not count while it asks for permission
        setTimeout(() => resolve(null), POSITION_MS);
        navigator.geolocation?.getCurrentPosition(
            ({ coords }) => resolve(coords),
            () => resolve(null),
            { enableHighAccuracy: true, timeout: POSITION_MS, maximumAge: 60000 }
        );
    });
}

/** A key that no other press has. */
export function newKey() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
