"""The bundled demo blog: a made-up company's blog in the markup of WordPress, Elementor and Yoast, served locally.

`serve()` puts it on 127.0.0.1; `truth()` says what an archive of it must hold.
"""

from archiver.demo.server import Asked, DemoServer, serve
from archiver.demo.truth import TruePost, Truth, truth

__all__ = ["Asked", "DemoServer", "TruePost", "Truth", "serve", "truth"]
