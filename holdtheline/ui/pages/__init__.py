"""One module a page, each with ``show(app, actor)``; ``holdtheline.ui.routes`` says where each is found."""
